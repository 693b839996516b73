using CsCheck;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Evolution.Loop;

namespace Glyph.Evolution.Tests.Loop;

public sealed class BanditTests
{
    private const int Most = 5;

    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    /// <summary>Proposers by what they earned and cost in each generation, with their first weights.</summary>
    private static readonly Gen<(double[] First, (double Credit, int Cost)[][] Earned)> Histories = Gen.Int[1, Most].SelectMany(n => Gen.Select(
        Gen.Double[0, 3].Array[n],
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 4]).Array[n].Array[0, 30]));

    [Fact]
    public void SharesSumTo1AndEveryoneKeepsTheFloor() => Histories.Sample((first, earned) =>
    {
        var shares = Shares(first, earned);
        Assert.Equal(1, shares.Sum(), 1e-9);
        Assert.All(shares, share => Assert.InRange(share, Math.Min(Bandit.Floor, 0.5 / first.Length) - 1e-9, 1));
    });

    [Fact]
    public void TheSameHistoryGivesTheSameShares() => Histories.Sample((first, earned) => Assert.Equal(Shares(first, earned), Shares(first, earned)));

    [Fact]
    public void BeforeAnyoneEarnedTheyFollowTheFirstWeights()
    {
        Assert.Equal([0.05 + (0.85 * 0.75), 0.05 + (0.85 * 0.25), 0.05], Shares([3, 1, 0], []), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0.5, 0.5], Shares([0, 0], []), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void WhoEarnsMostForItsCostGetsMost() => Gen.Int[2, Most].SelectMany(n => Gen.Select(Gen.Double[0, 3].Array[n], Gen.Select(Gen.Int[0, 99], Gen.Int[1, 4]).Array[n])).Sample((first, earned) =>
    {
        var best = Enumerable.Range(0, first.Length).MaxBy(i => (double)earned[i].Item1 / earned[i].Item2);
        (double, int)[] generation = [.. earned.Select((e, i) => (e.Item1 + (i == best ? 200.0 * e.Item2 : 0), e.Item2))];
        var shares = Shares(first, [.. Enumerable.Repeat(generation, 20)]);
        Assert.All(shares.Where((_, i) => i != best), share => Assert.True(share < shares[best]));
    });

    [Fact]
    public void WhoStopsEarningLosesItsShare()
    {
        (double, int)[] early = [(1, 2), (0, 2)];
        (double, int)[] late = [(0, 2), (1, 2)];
        var shares = Shares([1, 1], [.. Enumerable.Repeat(early, 20), .. Enumerable.Repeat(late, 20)]);
        Assert.True(shares[1] > shares[0]);
    }

    [Fact]
    public void PlacesAreAllGivenAndEachShareRoundedUpOrDown() => Gen.Select(Histories, Gen.Int[0, 20], Gen.Long).Sample((history, places, seed) =>
    {
        var shares = Shares(history.First, history.Earned);
        var allotted = Bandit.Allot(shares, places, new RandomStream(seed, "turn"));
        Assert.Equal(places, allotted.Sum());
        Assert.All(shares.Zip(allotted), p => Assert.InRange(p.Second, Math.Floor((p.First * places) - 1e-9), Math.Ceiling((p.First * places) + 1e-9)));
        Assert.Equal(allotted, Bandit.Allot(shares, places, new RandomStream(seed, "turn")));
    });

    [Fact]
    public void OverManyDrawsEveryoneGetsItsShare()
    {
        const int draws = 20_000;
        double[] shares = [0.05, 0.62, 0.08, 0.25];
        var sums = new double[shares.Length];
        for (var draw = 0; draw < draws; draw++)
        {
            foreach (var (i, places) in Bandit.Allot(shares, 4, new RandomStream(draw, "turn")).Index())
            {
                sums[i] += places;
            }
        }

        // Of a mean of so many draws, each within 1 of the next, the standard error is below 0.0036.
        Assert.All(shares.Zip(sums), p => Assert.Equal(4 * p.First, p.Second / draws, 0.015));
    }

    private static IReadOnlyList<double> Shares(double[] first, (double Credit, int Cost)[][] earned) => Bandit.Shares(Names[..first.Length], first, [.. earned.Select((tallies, number) => new Generation
    {
        Number = number,
        Population = [],
        Front = [],
        Hypervolume = 0,
        Evaluations = 0,
        Elapsed = TimeSpan.Zero,
        Proposers = [.. tallies.Select((t, i) => new ProposerTally { Proposer = Names[i], Credit = t.Credit, Cost = t.Cost })],
    })]);
}
