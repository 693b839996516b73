using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Tests.Fakes;

/// <summary>
/// A landscape like the measured one: letters' width in pixels decides, resampled pages cost half a pixel of it, lines that
/// overlap cost a little, and a reading of n lines is noisy. Cost follows GLM-4.1V's rule over a text of full lines.
/// </summary>
internal sealed class SyntheticEvaluator : IEvaluator
{
    private const int Grid = 28;
    private const int Characters = 24_000;
    private const int CharactersPerToken = 4;

    private static readonly Dictionary<string, (double Width, double Ease)> Fonts = new(StringComparer.Ordinal)
    {
        ["DejaVu Sans"] = (0.55, 0),
        ["DejaVu Sans Condensed"] = (0.5, 0.02),
        ["Roboto"] = (0.49, -0.05),
        ["Roboto Condensed"] = (0.43, -0.1),
        ["PT Sans Narrow"] = (0.41, -0.2),
        ["Source Serif 4"] = (0.47, -0.3),
    };

    private readonly bool _noisy;
    private int _reads;

    public SyntheticEvaluator(bool noisy = true) => _noisy = noisy;

    /// <summary>How many readings were begun.</summary>
    public int Reads => _reads;

    /// <summary>What happens before a reading; may throw or wait.</summary>
    public Func<RenderConfig, CancellationToken, Task> BeforeReading { get; set; } = (_, _) => Task.CompletedTask;

    public CostReport Cost(RenderConfig config, CorpusSplit split)
    {
        RenderConfigValidator.ThrowIfInvalid(config);
        var perLine = Math.Max(1, Math.Floor(config.TextWidth / (Font(config).Width * config.FontSize)) * 0.95);
        var lines = Math.Ceiling(Characters / perLine);
        var perPage = Math.Floor(config.TextHeight / config.LineHeight);
        var pages = (int)Math.Ceiling(lines / perPage);
        var page = config.FullPagePixels;
        var columns = Math.Max(1, Math.Round(page.Width * config.HorizontalScale / Grid, MidpointRounding.ToEven));
        var rows = Math.Max(1, Math.Round(page.Height / (double)Grid, MidpointRounding.ToEven));
        var tokens = (long)(columns * rows * lines / perPage);
        return new CostReport
        {
            Pages = pages,
            TextTokens = Characters / CharactersPerToken,
            VisionTokens = new VisionTokens(tokens, tokens + (2 * pages)),
            AllInclusiveTokens = tokens + (2 * pages) + 6,
            LargestPage = page,
            Sight = Sight.Of(config, new FontTraits(0.5, 0.08, Font(config).Width, 0.1, 1.1, 1), page, IsResampled(config) ? new PixelSize((int)(columns * Grid), (int)(rows * Grid)) : page),
        };
    }

    public string PagesHash(RenderConfig config, CorpusSplit split, CancellationToken cancellationToken) => config.Hash();

    public async Task<Measurement> ReadAsync(RenderConfig config, ReadPlan plan, Func<Measurement, bool>? readOn, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        await BeforeReading(config, cancellationToken);
        var measurement = Measure(config, plan);
        while (readOn?.Invoke(measurement) is true)
        {
            plan = plan with { Samples = 2 * plan.Samples };
            measurement = Measure(config, plan);
        }

        return measurement;
    }

    private Measurement Measure(RenderConfig config, ReadPlan plan)
    {
        var truth = Truth(config);
        var spread = Math.Max(0.003, 0.03 * Math.Sqrt(1 - truth)) * Math.Sqrt(24.0 / plan.Samples);

        // One plan reads the same places under every config: a part of the noise is common.
        var noise = (0.5 * Gaussian(plan.Seed, "common")) + (Math.Sqrt(0.75) * Gaussian(plan.Seed, config.Hash()));
        var mean = Math.Clamp(truth + (_noisy ? spread * noise : 0), 0, 1);
        return new Measurement
        {
            Accuracy = new AccuracyEstimate(mean, Math.Max(0, mean - (1.96 * spread)), Math.Min(1, mean + (1.96 * spread)), 0.95, plan.Samples, 50 * plan.Samples),
            Confusions = [new Confusion("l", "1", 3)],
            Worst = [new Misreading("a.txt", "full line", "fu11 line", 0.8)],
            ByItem = new Dictionary<string, double>(StringComparer.Ordinal) { ["a.txt"] = mean },
        };
    }

    /// <summary>The accuracy without noise: 0.986 for the published config, 0.73 and 0.4 at 3 px on and off the grid.</summary>
    public static double Truth(RenderConfig config)
    {
        var (width, ease) = Font(config);
        var pixels = (width * config.FontSize * config.Dpi / 72 * config.HorizontalScale) + ease - (IsResampled(config) ? 0.5 : 0);
        var overlap = Math.Max(0, 1.0 - (config.LineHeight / config.FontSize));
        return Math.Clamp(1 - 0.003 - Math.Exp(5.3 - (2.2 * pixels)) - (0.06 * overlap), 0, 1);
    }

    private static bool IsResampled(RenderConfig config)
    {
        var page = config.FullPagePixels;
        return config.AutoCropWidth || (int)(page.Width * config.HorizontalScale) % Grid != 0 || page.Height % Grid != 0;
    }

    private static double Gaussian(long seed, string purpose)
    {
        var random = new RandomStream(seed, purpose);
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static (double Width, double Ease) Font(RenderConfig config) => Fonts.TryGetValue(config.Font, out var font)
        ? font
        : throw new RenderException($"there is no font '{config.Font}'");
}
