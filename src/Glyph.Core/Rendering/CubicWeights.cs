namespace Glyph.Core.Rendering;

/// <summary>
/// The weights by which one axis of an image is resampled with the cubic kernel a = -1/2, widened on down-scaling
/// (antialiased), as Pillow and torchvision do for <c>BICUBIC</c>.
/// </summary>
/// <remarks>R. Keys, "Cubic convolution interpolation for digital image processing", IEEE TASSP 29 (1981).</remarks>
public sealed class CubicWeights
{
    private const double A = -0.5;
    private const double KernelRadius = 2;

    private readonly int[] _first;
    private readonly int[] _count;
    private readonly double[] _weights;
    private readonly int _taps;

    /// <summary>Computes the weights that map a stretch of the source onto all output samples.</summary>
    /// <param name="sourceLength">Samples of the source along the axis, at least 1.</param>
    /// <param name="start">Where the stretch begins, 0 for the whole source; may lie between samples.</param>
    /// <param name="length">How long the stretch is, above 0; <paramref name="sourceLength"/> for the whole source.</param>
    /// <param name="outputLength">Samples of the output, at least 1.</param>
    public CubicWeights(int sourceLength, double start, double length, int outputLength)
    {
        var scale = length / outputLength;
        var stretch = Math.Max(scale, 1);
        var radius = KernelRadius * stretch;
        _taps = ((int)Math.Ceiling(radius) * 2) + 1;
        _first = new int[outputLength];
        _count = new int[outputLength];
        _weights = new double[outputLength * _taps];
        for (var i = 0; i < outputLength; i++)
        {
            var center = start + ((i + 0.5) * scale);
            var first = Math.Clamp((int)(center - radius + 0.5), 0, sourceLength - 1);
            var end = Math.Clamp((int)(center + radius + 0.5), first + 1, sourceLength);
            var weights = _weights.AsSpan(i * _taps, end - first);
            var sum = 0.0;
            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] = Kernel((first + k - center + 0.5) / stretch);
                sum += weights[k];
            }

            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] /= sum;
            }

            _first[i] = first;
            _count[i] = end - first;
        }
    }

    /// <summary>How many output samples there are.</summary>
    public int OutputLength => _first.Length;

    /// <summary>The first source sample that output sample <paramref name="i"/> depends on.</summary>
    public int First(int i) => _first[i];

    /// <summary>The weights of the source samples from <see cref="First"/> on; their sum is 1.</summary>
    public ReadOnlySpan<double> Of(int i) => _weights.AsSpan(i * _taps, _count[i]);

    private static double Kernel(double x)
    {
        x = Math.Abs(x);
        return x switch
        {
            < 1 => ((((A + 2) * x) - (A + 3)) * x * x) + 1,
            < KernelRadius => ((((x - 5) * x) + 8) * x * A) - (4 * A),
            _ => 0,
        };
    }
}
