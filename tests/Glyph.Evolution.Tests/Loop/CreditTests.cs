using CsCheck;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Loop;

public sealed class CreditTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    /// <summary>Points of several proposers, in generations.</summary>
    private static readonly Gen<TrialPoint[]> Points = Gen.Select(TrialMaker.Any, Gen.Int[0, 2].Array[25], Gen.Int[1, 6])
        .Select((trials, proposers, size) => trials.Select((t, i) => TrialPoint.Of(t) with { Proposer = Names[proposers[i]], Generation = i / size }).ToArray());

    [Fact]
    public void GainsAddUpToTheFrontsHypervolumeAndEvaluationsToTheirNumber() => Points.Sample(points =>
    {
        var tallies = points.GroupBy(p => p.Generation)
            .SelectMany(generation => Credit.Settle(Planned, ParetoFront.Of(points.Where(p => p.Generation < generation.Key)), [.. generation]))
            .ToList();
        Assert.Equal(ParetoFront.Hypervolume(points.Select(p => p.Objectives).OfType<Objectives>(), ParetoFront.Reference), tallies.Sum(t => t.Gained), 1e-9);
        Assert.Equal(points.Count(p => p.IsEvaluation), tallies.Sum(t => t.Evaluations));
        Assert.Equal(points.Where(p => p.IsEvaluation).Sum(p => (long)(p.Accuracy?.Samples ?? 0)), tallies.Sum(t => t.Samples));
        Assert.All(tallies, t => Assert.True(t is { Gained: >= 0, Credit: >= 0 } && t.Cost == t.Evaluations));
    });

    [Fact]
    public void TheFrontSettlesWhatAllTrialsWould() => Gen.Select(Points, Gen.Int[0, 25]).Sample((points, count) =>
    {
        var (earlier, own) = (points[..Math.Min(count, points.Length)], points[Math.Min(count, points.Length)..]);
        Assert.Equal(
            Credit.Settle(Planned, earlier, own).Select(t => (t.Proposer, t.Gained, t.Credit)),
            Credit.Settle(Planned, ParetoFront.Of(earlier), own).Select(t => (t.Proposer, t.Gained, t.Credit)));
    });

    [Fact]
    public void AProposerThatWasNotPlannedGetsALineOfItsOwn()
    {
        var point = TrialPoint.Of(TrialMaker.Complete(1, 0.9, 2));
        var tallies = Credit.Settle(Planned, [], [point]);
        Assert.Equal($"a b {point.Proposer}", string.Join(' ', tallies.Select(t => t.Proposer)));
        Assert.Equal((0.9 - 0.5) * (2 - 0.5), tallies[^1].Gained, 1e-9);
    }

    /// <summary>One of those that propose is not among them.</summary>
    private static IReadOnlyList<ProposerTally> Planned => [.. Names[..2].Select(name => new ProposerTally { Proposer = name })];
}
