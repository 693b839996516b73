using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Analysis;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.Analysis;

public sealed class CreditLedgerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_a_search_it_adds_up(long seed)
    {
        using var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, seed, evaluations: 40);
        await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator()), search, TestContext.Current.CancellationToken);
        var (points, generations) = (store.Points(search.Id), store.Generations(search.Id));
        var ledger = CreditLedger.Of(generations, points);

        Assert.Empty(ledger.Differences);
        Assert.Equal(40, ledger.Evaluations);
        Assert.Equal(40, ledger.Lines.Sum(line => line.Evaluations));
        Assert.Equal(generations[^1].Hypervolume, ledger.Lines.Sum(line => line.Gained), 1e-9);
        Assert.Equal(1, ledger.Lines.Sum(line => line.Share), 1e-9);
        Assert.Equal(points.Sum(p => (long)(p.Accuracy?.Samples ?? 0)), ledger.Lines.Sum(line => line.Samples));
        Assert.Contains(ledger.Lines, line => string.Equals(line.Proposer, "seed", StringComparison.Ordinal));
        Assert.Equal(ledger.Lines.OrderByDescending(line => line.Gained), ledger.Lines);
    }

    [Fact]
    public void What_does_not_add_up_is_told()
    {
        TrialPoint[] points = [.. new[] { TrialMaker.Complete(1, 0.9, 2), TrialMaker.Complete(2, 0.8, 3) with { Generation = 1 }, TrialMaker.Complete(3, 0.95, 1) with { Generation = 2 } }.Select(TrialPoint.Of)];
        Generation Of(int number, params ProposerTally[] tallies) => new() { Number = number, Population = [], Front = [], Hypervolume = 0, Evaluations = number + 1, Elapsed = TimeSpan.Zero, Proposers = tallies };
        var tally = new ProposerTally { Proposer = "random", Proposed = 4, Evaluations = 2, Gained = 0.5, Dropped = new Dictionary<DropReason, int> { [DropReason.SamePages] = 1 } };
        var ledger = CreditLedger.Of([Of(0, tally), Of(1)], points);

        Assert.Collection(ledger.Differences,
            d => Assert.Equal("1 evaluations are of a generation that was not finished, and in no line", d),
            d => Assert.StartsWith("1 of 2 generations have no tallies", d, StringComparison.Ordinal),
            d => Assert.Equal("random proposed 4, but 2 were read or failed and 1 were dropped", d),
            d => Assert.StartsWith("the lines' gains add up to 0.5, the front's hypervolume is ", d, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_are_sums_by_proposer()
    {
        Generation Of(int number, params ProposerTally[] tallies) => new() { Number = number, Population = [], Front = [], Hypervolume = 0, Evaluations = number + 1, Elapsed = TimeSpan.Zero, Proposers = tallies };
        ProposerTally Tally(string name, int read, int screened, double gained) => new()
        {
            Proposer = name,
            Proposed = read + screened,
            Evaluations = read,
            Samples = 10 * read,
            Spent = new(1, 2, 3, 0.5m),
            Gained = gained,
            Dropped = screened > 0 ? new Dictionary<DropReason, int> { [DropReason.Screened] = screened } : [],
        };
        var ledger = CreditLedger.Of([Of(0, Tally("a", 1, 2, 0.1), Tally("b", 2, 0, 0.3)), Of(1, Tally("a", 3, 1, 0.1))], [TrialPoint.Of(TrialMaker.Complete(1, 0.9, 1.5))]);
        Assert.Equal("b a", string.Join(' ', ledger.Lines.Select(line => line.Proposer)));
        var a = ledger.Lines[1];
        Assert.Equal((7, 4, 40L, 3), (a.Proposed, a.Evaluations, a.Samples, a.Dropped[DropReason.Screened]));
        Assert.Equal(new Core.Spending.Spend(2, 4, 6, 1m), a.Spent);
        Assert.Equal((0.2, 0.5), (a.Gained, a.Share));
    }
}
