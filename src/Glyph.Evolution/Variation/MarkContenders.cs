using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Nsga2;

namespace Glyph.Evolution.Variation;

/// <summary>
/// Weighs what may beat the mark: more compression at no less accuracy, which is what most users want of a search. The
/// weight is the expected gain under a constraint (Schonlau, Welch and Jones 1998): the chance that the accuracy reaches
/// the mark's, times the logarithm of the compression gained. The predictor's error grows with the distance from all that
/// was read, so that what is unlike it gets its chance.
/// </summary>
internal sealed class MarkContenders
{
    /// <summary>The predictor's typical error near the mark, on <see cref="ErrorScale"/>.</summary>
    private const double TypicalError = 0.12;

    /// <summary>What is added to that error for a candidate that is unlike every trial.</summary>
    private const double ErrorOfTheUnknown = 0.4;

    private readonly AccuracyPredictor _predictor;
    private readonly double _accuracy;
    private readonly double _compression;

    /// <summary>Weighs against a mark.</summary>
    /// <param name="predictor">What predicts accuracies.</param>
    /// <param name="mark">The mark's trial, complete.</param>
    public MarkContenders(AccuracyPredictor predictor, Trial mark)
    {
        var (accuracy, compression) = (mark.Objectives!.Value.Accuracy, mark.Objectives.Value.Compression);
        _predictor = predictor;
        _compression = compression;

        // One measurement of the mark may be lucky; what is predicted from all trials may be biased. Between them:
        _accuracy = (ErrorScale.Of(accuracy) + predictor.Predict(mark.Candidate, compression)) / 2;
    }

    /// <summary>The expected gain of a candidate, at least 0.</summary>
    public double Weight(Candidate candidate, double compression)
    {
        var error = TypicalError + (ErrorOfTheUnknown * _predictor.Novelty(candidate, compression));
        return Math.Max(0, Math.Log(compression / _compression))
            * Normal.Cdf((_predictor.Predict(candidate, compression) - _accuracy) / error);
    }

    /// <summary>The trials to vary in order to find contenders, best first.</summary>
    public IReadOnlyList<Trial> Parents(IEnumerable<Trial> trials, int count) =>
    [
        .. trials
            .Where(t => t.Candidate.Genome is not null)
            .OrderByDescending(t => Weight(t.Candidate, t.Objectives!.Value.Compression))
            .ThenBy(t => t.Number)
            .Take(count),
    ];

    /// <summary>The children most likely to beat the mark by much, best first.</summary>
    public IReadOnlyList<Child> Select(IEnumerable<Child> children, int count) =>
    [
        .. children
            .Select(child => (child, weight: Weight(child.Candidate, child.Compression)))
            .Where(pair => pair.weight > 0)
            .OrderByDescending(pair => pair.weight)
            .Take(count)
            .Select(pair => pair.child),
    ];
}
