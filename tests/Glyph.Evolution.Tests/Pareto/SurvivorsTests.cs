using CsCheck;
using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Pareto;

public sealed class SurvivorsTests
{
    /// <summary>From four on, the least population: of trials that read the same, each may stand for an end by one objective.</summary>
    [Fact]
    public void SelectionKeepsWhatIsReadAndTheEndsOfTheFront() => Gen.Select(TrialMaker.Any, Gen.Int[4, 25]).Sample((trials, count) =>
    {
        var points = trials.Select(TrialPoint.Of).ToList();
        var kept = Survivors.Select(points, count);
        Assert.Equal(Math.Min(count, trials.Length), kept.Count);
        Assert.All(kept.Where(t => t.Objectives is null), _ => Assert.All(points.Where(t => t.Objectives is not null), t => Assert.Contains(t, kept)));
        if (points.Any(t => t.Objectives is not null))
        {
            Assert.Equal(points.Max(t => t.Objectives?.Accuracy), kept.Max(t => t.Objectives?.Accuracy));
            Assert.Equal(points.Max(t => t.Objectives?.Compression), kept.Max(t => t.Objectives?.Compression));
        }
    });

    [Fact]
    public void NothingThatIsLeftOutDominatesWhatIsKept() => Gen.Select(TrialMaker.Any, Gen.Int[2, 25]).Sample((trials, count) =>
    {
        var points = trials.Select(TrialPoint.Of).ToList();
        var kept = Survivors.Select(points, count);
        Assert.All(points.Except(kept).Where(t => t.Objectives is not null), left =>
            Assert.DoesNotContain(kept, t => t.Objectives is { } o && left.Objectives!.Value.Dominates(o)));
    });

    [Fact]
    public void FewerThatSurviveAreTheFirstOfMore() => Gen.Select(TrialMaker.Any, Gen.Int[1, 25]).Sample((trials, count) =>
    {
        // All of them survive only where every front is found, and the whole order with them.
        var points = trials.Select(TrialPoint.Of).ToList();
        Assert.Equal(Survivors.Select(points, points.Count).Take(count), Survivors.Select(points, count));
    });

    [Fact]
    public void OfInfeasibleTrialsTheLesserViolationComesFirst()
    {
        TrialPoint[] points = [.. new[] { TrialMaker.Infeasible(1, 2), TrialMaker.Infeasible(2, 0.1), TrialMaker.Complete(3, 0.1, 0.1) }.Select(TrialPoint.Of)];
        Assert.Equal([3, 2, 1], Survivors.Select(points, 3).Select(t => t.Number));
    }
}
