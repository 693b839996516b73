namespace Glyph.Daemon.Exporting;

/// <summary>
/// The scales of a front's picture. Across, compression on a logarithmic scale; up, accuracy by the logarithm of what is misread, on which
/// 98 and 99 % are as far apart as 90 and 95 %: otherwise all that matters would lie within a line's width.
/// </summary>
internal sealed class FrontScale
{
    /// <summary>Errors below this are drawn at it: 99.9 % is the top.</summary>
    public const double LeastError = 0.001;

    private static readonly double[] Accuracies = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1 - LeastError];

    private static readonly double[] Compressions = [0.1, 0.2, 0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000];

    private readonly (double Low, double High) _across;
    private readonly double _most;

    /// <summary>The scales that show all points, plain text among them.</summary>
    public FrontScale(FrontData data)
    {
        var all = data.Front.Concat(data.Others).ToList();
        var (low, high) = (all.Select(p => p.Compression).Append(1).Min(), all.Select(p => p.Compression).Append(4).Max());
        _across = (Math.Log(low / 1.15), Math.Log(high * 1.15));

        // What is dominated may be far below the front; it must not press the front flat.
        var worst = 1 - data.Front.Select(p => p.Accuracy.Low).Append(0.9).Min();
        _most = Math.Log10(Accuracies.Select(a => 1 - a).Where(error => error >= worst - 1e-9).Min());
    }

    /// <summary>The ticks across, within the picture.</summary>
    public IReadOnlyList<double> CompressionTicks => [.. Compressions.Where(c => Across(c) is >= 0 and <= 1)];

    /// <summary>The ticks up, within the picture.</summary>
    public IReadOnlyList<double> AccuracyTicks => [.. Accuracies.Where(a => Math.Log10(1 - a) <= _most + 1e-9)];

    /// <summary>Where a compression stands, 0 at the left to 1 at the right.</summary>
    public double Across(double compression) => (Math.Log(compression) - _across.Low) / (_across.High - _across.Low);

    /// <summary>Where an accuracy stands, 0 at the bottom to 1 at the top; what is below the picture is at its bottom.</summary>
    public double Up(double accuracy) =>
        Math.Clamp((_most - Math.Log10(Math.Max(LeastError, 1 - accuracy))) / (_most - Math.Log10(LeastError)), 0, 1);
}
