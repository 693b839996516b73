using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Benchmarks.Stores;

/// <summary>
/// Costs and reads configs by formulas that take no time, so that what is measured is store and loop alone: full lines of a mean
/// font under GLM-4.1V's rule, and an accuracy that falls with the letters' width in pixels. Readings have as many parts as real ones.
/// </summary>
internal sealed class FormulaEvaluator : IEvaluator
{
    /// <summary>The edge of a token's cell in pixels.</summary>
    public const int Grid = 28;

    private const int Characters = 100_000;
    private const double CharactersPerToken = 4.2;

    /// <summary>Items of a reading: most trials are read on the first 32 lines alone.</summary>
    private const int Items = 32;

    private static readonly FontTraits MeanFont = new(0.53, 0.09, 0.52, 0.12, 1.1, 1.1);

    /// <inheritdoc/>
    public CostReport Cost(RenderConfig config, CorpusSplit split)
    {
        RenderConfigValidator.ThrowIfInvalid(config);
        var perLine = Math.Max(1, Math.Floor(config.TextWidth / (MeanFont.Advance * config.FontSize)));
        var perPage = Math.Max(1, Math.Floor(config.TextHeight / config.LineHeight));
        var pages = Characters / perLine / perPage;
        var page = config.FullPagePixels;
        var seen = new PixelSize(Whole(page.Width * config.HorizontalScale), Whole(page.Height));
        var tokens = (long)Math.Ceiling(pages * seen.Width / Grid * seen.Height / Grid);
        return new CostReport
        {
            Pages = (int)Math.Ceiling(pages),
            TextTokens = (long)(Characters / CharactersPerToken),
            VisionTokens = new VisionTokens(tokens, tokens + (2 * (long)Math.Ceiling(pages))),
            AllInclusiveTokens = tokens + 6,
            LargestPage = page,
            Sight = Sight.Of(config, MeanFont, page, seen),
        };
    }

    /// <inheritdoc/>
    public string PagesHash(RenderConfig config, CorpusSplit split, CancellationToken cancellationToken) => config.Hash();

    /// <inheritdoc/>
    public Task<Measurement> ReadAsync(RenderConfig config, ReadPlan plan, Func<Measurement, bool>? readOn, CancellationToken cancellationToken)
    {
        var width = Cost(config, plan.Split).Sight!.CharacterWidth;
        var random = new RandomStream(plan.Seed, config.Hash());
        var truth = 1 - Math.Exp(5.3 - (2.2 * width)) - 0.004;
        var items = Enumerable.Range(0, Items).Select(i =>
        {
            var score = Math.Clamp(truth + (0.1 * (random.NextDouble() - 0.5)), 0, 1);
            return new ItemScore(FormattableString.Invariant($"prose.md:{1000 * i}+{config.FontSize:0.###}"), score, 55, score >= 1 ? ItemOutcome.Right : ItemOutcome.SilentlyWrong) { Ids = 2, WrongIds = score < 0.98 ? 1 : 0 };
        }).ToList();
        var mean = items.Average(i => i.Score);
        return Task.FromResult(new Measurement
        {
            Accuracy = new AccuracyEstimate(mean, mean - 0.01, Math.Min(1, mean + 0.01), 0.95, Items, 55 * Items),
            Confusions = [.. Enumerable.Range(0, 12).Select(i => new Confusion("l", "1", 20 - i))],
            Worst = [.. items.OrderBy(i => i.Score).Take(4).Select(i => new Misreading(i.Key, "a line of the text that stands there, and is fifty-five", "a 1ine of the text that stands there, and is fifty-fiue", i.Score))],
            ByItem = new Dictionary<string, double>(StringComparer.Ordinal) { ["prose.md"] = mean, ["code.md"] = mean, ["tables.md"] = mean },
            Items = items,
        });
    }

    private static int Whole(double pixels) => Math.Max(1, (int)Math.Round(pixels / Grid)) * Grid;
}
