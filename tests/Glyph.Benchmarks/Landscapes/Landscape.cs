using System.Collections.Concurrent;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evaluation;
using Glyph.Evolution.Analysis;
using Glyph.Evolution.Pareto;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>
/// A recorded landscape, interpolated: accuracy and compression of any config of its space, without drawing or reading. Accuracy
/// is interpolated on the error scale; of compression, what geometry does not say. Of several corpora the mean counts
/// (geometric, of compression). Safe for concurrent use.
/// </summary>
internal sealed class Landscape
{
    private const int Folds = 10;

    private readonly ConcurrentDictionary<string, Objectives> _known = new(StringComparer.Ordinal);
    private readonly LandscapeFeatures _features;
    private readonly ExtraTrees _accuracy;
    private readonly ExtraTrees _compression;
    private readonly (double Accuracy, double Error)[] _errors;
    private readonly Lazy<(double Accuracy, double Compression)> _fit;

    private Landscape(SearchSpace space, IVisionTarget target, IReadOnlyList<LandscapeRow> rows)
    {
        (Space, Target) = (space, target);
        _features = new LandscapeFeatures(Samples.Renderer(), target);
        var configs = rows.Select(r => space.Decode(r.Genome, target.PixelGrid)).ToArray();
        var x = configs.Select(_features.Of).ToArray();
        var accuracy = rows.Select(r => r.Readings.Average(m => ErrorScale.Of(m.Accuracy))).ToArray();
        var compression = rows.Zip(configs, (r, c) => r.Readings.Average(m => Math.Log(m.Compression)) - _features.Geometry(c)).ToArray();
        _accuracy = new ExtraTrees(x, _features.IsChoice, accuracy, new RandomStream(1, "landscape/accuracy"));
        _compression = new ExtraTrees(x, _features.IsChoice, compression, new RandomStream(1, "landscape/compression"));
        _errors = [.. rows
            .Select(r => (Accuracy: r.Readings.Average(m => m.Accuracy), Error: Math.Sqrt(r.Readings.Sum(m => m.Error * m.Error)) / r.Readings.Count))
            .OrderBy(e => e.Accuracy).Chunk(Math.Max(10, rows.Count / 20)).Select(c => (c.Average(e => e.Accuracy), c.Average(e => e.Error)))];
        _fit = new(() => (Explained(x, accuracy), Explained(x, compression)));
    }

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>The target.</summary>
    public IVisionTarget Target { get; }

    /// <summary>The share of variance that the interpolation explains of rows that it did not learn from: of accuracy, on the error scale, and of what geometry leaves of compression.</summary>
    public (double Accuracy, double Compression) Fit => _fit.Value;

    /// <summary>Opens a landscape.</summary>
    /// <param name="path">The file.</param>
    /// <param name="corpus">One of its corpora, or null for the mean of all.</param>
    public static Landscape Open(string path, string? corpus = null)
    {
        var file = LandscapeFile.Read(path);
        var index = corpus is null ? -1 : file.Corpora.ToList().IndexOf(corpus);
        var rows = corpus is null ? file.Rows
            : index >= 0 ? file.Rows.ConvertAll(r => r with { Readings = [r.Readings[index]] })
            : throw new InvalidInputException($"{path} has no corpus '{corpus}'; it has {string.Join(", ", file.Corpora)}");
        return new Landscape(LandscapeOptions.OpenSpace(file.Space), VisionTargets.Shipped.Find(file.Target), rows);
    }

    /// <summary>The objectives of a config.</summary>
    public Objectives At(RenderConfig config) => _known.GetOrAdd(config.Hash(), _ =>
    {
        var x = _features.Of(config);
        return new Objectives(AccuracyOf(_accuracy.At(x)), Math.Exp(_compression.At(x) + _features.Geometry(config)));
    });

    /// <summary>What a reader sees of a config.</summary>
    public Sight SightOf(RenderConfig config) => _features.SightOf(config);

    /// <summary>The standard error of a reading of as many lines as the landscape's rows have, at an accuracy.</summary>
    public double ErrorAt(double accuracy)
    {
        var next = Array.FindIndex(_errors, e => e.Accuracy >= accuracy);
        if (next <= 0)
        {
            return next == 0 ? _errors[0].Error : _errors[^1].Error;
        }

        var (low, high) = (_errors[next - 1], _errors[next]);
        return low.Error + ((accuracy - low.Accuracy) / (high.Accuracy - low.Accuracy) * (high.Error - low.Error));
    }

    private static double AccuracyOf(double place) => Math.Clamp(ErrorScale.AccuracyAt(place), 0, 1);

    private double Explained(double[][] x, double[] y)
    {
        var left = 0.0;
        foreach (var fold in Enumerable.Range(0, Folds))
        {
            var (learned, asked) = (Rows(y.Length, i => i % Folds != fold), Rows(y.Length, i => i % Folds == fold));
            var trees = new ExtraTrees([.. learned.Select(i => x[i])], _features.IsChoice, [.. learned.Select(i => y[i])], new RandomStream(1, "landscape/fold"));
            left += asked.Sum(i => Math.Pow(trees.At(x[i]) - y[i], 2));
        }

        var mean = y.Average();
        return 1 - (left / y.Sum(v => (v - mean) * (v - mean)));
    }

    private static List<int> Rows(int count, Func<int, bool> which) => [.. Enumerable.Range(0, count).Where(which)];
}
