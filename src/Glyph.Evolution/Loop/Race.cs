using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Loop;

/// <summary>
/// Decides how much of a text is read under a candidate: little of what reads badly or is beaten, much of what may join the
/// front. Reading stops once the error rate is known to a fifth of itself (as inverse sampling stops at a number of events:
/// Haldane, Biometrika 33, 1945), or once the candidate's accuracy, at its upper bound, is below that of an earlier trial with
/// at least its compression.
/// </summary>
/// <param name="front">The front of the generations before, the same after a resume: what is not on it beats nobody that the front does not.</param>
/// <param name="firstSamples">Lines that every candidate is read on.</param>
internal sealed class Race(IEnumerable<TrialPoint> front, int firstSamples)
{
    /// <summary>At most this many times the first lines are read.</summary>
    public const int MostFactor = 8;

    /// <summary>A standard error of this share of the error rate is precise enough.</summary>
    private const double Precise = 0.2;

    /// <summary>The upper bound is this many standard errors above the mean.</summary>
    private const double Hope = 1.5;

    private readonly List<Objectives> _rivals = [.. front.Select(t => t.Objectives).OfType<Objectives>()];

    /// <summary>Whether a candidate is read on.</summary>
    /// <param name="compression">Its exact compression.</param>
    /// <param name="read">What was read.</param>
    public bool ReadsOn(double compression, Measurement read)
    {
        var soFar = read.Accuracy;
        var error = Finalist.ErrorOf(soFar);
        return soFar.Samples < MostFactor * firstSamples
            && error > Precise * (1 - soFar.Mean)
            && !_rivals.Exists(rival => rival.Compression >= compression && rival.Accuracy > soFar.Mean + (Hope * error));
    }
}
