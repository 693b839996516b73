using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Surrogate;

namespace Glyph.Evolution.Variation;

/// <summary>
/// Weighs what may beat the mark: more compression at no less accuracy, which is what most users want of a search. The
/// weight is the expected gain under a constraint (Schonlau, Welch and Jones 1998): the chance that the accuracy reaches
/// the mark's, times the logarithm of the compression gained. Of a child it is multiplied by how much a reading would teach:
/// where the model knows its answer, as around trials that were read, it is better spent elsewhere.
/// </summary>
/// <param name="model">What is known about accuracies.</param>
/// <param name="mark">The mark's trial, complete.</param>
internal sealed class MarkContenders(AccuracyModel model, Trial mark)
{
    /// <summary>The error of a reading of a few hundred lines near the mark, on the error scale.</summary>
    private const double ErrorOfReading = 0.06;

    private readonly Belief _mark = model.At(mark);

    /// <summary>The trials to vary in order to find contenders, best first.</summary>
    public IReadOnlyList<Trial> Parents(IEnumerable<Trial> trials, int count) =>
    [
        .. trials
            .Where(t => t.Candidate.Genome is not null)
            .OrderByDescending(t => Weight(t.Objectives!.Value.Compression, model.At(t)))
            .ThenBy(t => t.Number)
            .Take(count),
    ];

    /// <summary>
    /// The children most likely to beat the mark by much, best first. Each one chosen lowers the weight of those that it would
    /// tell about, and at most half share a choice where there are several (a font, a page), so that a batch is not ten times
    /// the same idea: a font that was unlucky once is tried again with what was learned since.
    /// </summary>
    public IReadOnlyList<Child> Select(IEnumerable<HopefulChild> children, int count)
    {
        var open = children.Select(c => (Child: c, Weight: Weight(c.Child.Compression, c.Belief) * Teaches(c.Belief))).Where(c => c.Weight > 0).ToList();
        var chosen = new List<Child>();
        var features = new List<Features>();
        while (chosen.Count < count && open.Count > 0)
        {
            var best = open.MaxBy(c => c.Weight).Child;
            chosen.Add(best.Child);
            features.Add(best.Features);
            open = [.. open.Where(c => c.Child != best && Fits(c.Child.Features, features, (count + 1) / 2)).Select(c => (c.Child, c.Weight * (1 - Redundancy(c.Child, best))))];
        }

        return chosen;
    }

    private double Weight(double compression, Belief belief)
    {
        var gain = Math.Max(0, Math.Log(compression / mark.Objectives!.Value.Compression));
        var deviation = Math.Sqrt((belief.Deviation * belief.Deviation) + (_mark.Deviation * _mark.Deviation) + model.Unexplained);
        return gain * Normal.Cdf((belief.Mean - _mark.Mean) / deviation);
    }

    /// <summary>The share of the model's doubt that a reading would take away.</summary>
    private static double Teaches(Belief belief) =>
        belief.Deviation * belief.Deviation / ((belief.Deviation * belief.Deviation) + (ErrorOfReading * ErrorOfReading));

    /// <summary>Whether fewer than <paramref name="most"/> of those chosen share each of its choices.</summary>
    private bool Fits(Features features, List<Features> chosen, int most) => Enumerable.Range(0, features.Choices.Length)
        .Where(model.HasSeveralChoices)
        .All(k => chosen.Count(c => c.Choices[k] == features.Choices[k]) < most);

    private double Redundancy(HopefulChild a, HopefulChild b) => Math.Pow(model.Correlation(a.Features, a.Belief, b.Features, b.Belief), 2);
}
