using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Surrogate;

/// <summary>
/// The chance that a config keeps the constraint on identifiers, by its accuracy alone: it holds from some accuracy on, softly, and
/// that accuracy is learned from the trials that kept the constraint and those that broke it (a logistic model of one threshold,
/// averaged over what is believed of it).
/// </summary>
internal sealed class HoldingChance
{
    /// <summary>The thresholds that may be, on the error scale: from an accuracy of 0 to one of 99.9 %, each as likely before anything was read.</summary>
    private const double Highest = 3;

    private const int Thresholds = 61;

    /// <summary>How soft a threshold is, on the error scale: a share of identifiers is counted on few.</summary>
    private const double Softness = 0.1;

    /// <summary>How likely each threshold is; null without a constraint.</summary>
    private readonly double[]? _weights;

    /// <summary>Learns.</summary>
    /// <param name="most">The largest share of identifiers that may be wrong, or null for no constraint.</param>
    /// <param name="read">The trials that were read.</param>
    public HoldingChance(double? most, IReadOnlyList<TrialPoint> read)
    {
        if (most is null)
        {
            return;
        }

        var logarithms = new double[Thresholds];
        foreach (var trial in read.Where(t => t is { Ids: > 0, Accuracy: not null }))
        {
            var (place, broken) = (ErrorScale.Of(trial.Accuracy!.Mean), WrongIds.Violation(most, trial.Ids, trial.WrongIds) is not null);
            for (var i = 0; i < Thresholds; i++)
            {
                var above = (place - ThresholdAt(i)) / Softness;
                logarithms[i] -= Math.Log(1 + Math.Exp(broken ? above : -above));
            }
        }

        var highest = logarithms.Max();
        var likelihoods = logarithms.Select(l => Math.Exp(l - highest)).ToList();
        var sum = likelihoods.Sum();
        _weights = [.. likelihoods.Select(l => l / sum)];
    }

    /// <summary>The chance at an accuracy.</summary>
    /// <param name="place">The accuracy, on the error scale.</param>
    /// <returns>In [0, 1]; it does not fall with the accuracy, and is 1 without a constraint.</returns>
    public double At(double place) => _weights?.Select((weight, i) => weight / (1 + Math.Exp((ThresholdAt(i) - place) / Softness))).Sum() ?? 1;

    private static double ThresholdAt(int index) => Highest * index / (Thresholds - 1);
}
