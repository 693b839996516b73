using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>
/// Reads configs on a landscape instead of pages: with the noise of a reading of as many lines as were recorded, the same for
/// every optimizer that asks with the same seed. It never reads on, so that an evaluation costs the same whoever asks.
/// </summary>
internal sealed class LandscapeEvaluator(Landscape landscape, bool isNoisy) : IEvaluator
{
    private const double Precision = 1e9;

    /// <summary>Lines behind each accuracy: 24 of each of two corpora were recorded.</summary>
    private const int Lines = 48;

    /// <inheritdoc/>
    public CostReport Cost(RenderConfig config, CorpusSplit split)
    {
        RenderConfigValidator.ThrowIfInvalid(config);
        var compression = landscape.At(config).Compression;
        var tokens = (long)Math.Round(Precision / compression);
        return new CostReport
        {
            Pages = 1,
            TextTokens = (long)Precision,
            VisionTokens = new VisionTokens(tokens, tokens),
            AllInclusiveTokens = tokens,
            LargestPage = config.FullImagePixels,
            Sight = landscape.SightOf(config),
        };
    }

    /// <inheritdoc/>
    public string PagesHash(RenderConfig config, CorpusSplit split, CancellationToken cancellationToken) => config.Hash();

    /// <inheritdoc/>
    public Task<Measurement> ReadAsync(RenderConfig config, ReadPlan plan, Func<Measurement, bool>? readOn, CancellationToken cancellationToken)
    {
        var truth = landscape.At(config).Accuracy;
        var error = isNoisy ? landscape.ErrorAt(truth) : 0.0005;
        var mean = isNoisy ? Math.Clamp(truth + (error * Gaussian(plan.Seed, config.Hash())), 0, 1) : truth;
        return Task.FromResult(new Measurement
        {
            Accuracy = new AccuracyEstimate(mean, Math.Max(0, mean - (1.96 * error)), Math.Min(1, mean + (1.96 * error)), 0.95, Lines, 50 * Lines),
            Confusions = [],
            Worst = [],
            ByItem = new Dictionary<string, double>(StringComparer.Ordinal),
        });
    }

    private static double Gaussian(long seed, string config)
    {
        var random = new RandomStream(seed, $"noise/{config}");
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
