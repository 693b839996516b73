using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Analysis;
using Glyph.Evolution.Earlier;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.Earlier;

public sealed class EarlierSeedsTests
{
    private static EarlierTrial Lesson(Trial trial) => new("before", trial.Number, trial.Candidate, trial.Cost!, trial.Measurement!.Accuracy);

    private static string Numbers(IEnumerable<Trial> trials) => string.Join(' ', EarlierSeeds.Of([.. trials.Select(Lesson)]).Select(c => c.Provenance.Operator.Split(' ')[1]));

    [Fact]
    public void They_are_the_front_where_users_live_and_of_many_six_spread_over_it()
    {
        Assert.Equal("1 2", Numbers([TrialMaker.Complete(1, 0.99, 2), TrialMaker.Complete(2, 0.95, 4), TrialMaker.Complete(3, 0.94, 3), TrialMaker.Complete(4, 0.5, 20)]));
        Assert.Equal("1 3 5 7 9 11", Numbers(Enumerable.Range(1, 11).Select(i => TrialMaker.Complete(i, 1 - (i / 200.0), i))));
        Assert.Empty(EarlierSeeds.Of([]));
        Assert.Equal("trial 1 of search before", EarlierSeeds.Of([Lesson(TrialMaker.Complete(1, 0.99, 2))])[0].Provenance.Operator);
    }

    [Fact]
    public async Task A_search_reads_them_first_tells_proposers_and_counts_them_apart()
    {
        var lessons = TrialMaker.Read(60, seed: 3).ConvertAll(Lesson);
        var seeds = EarlierSeeds.Of(lessons);
        Assert.NotEmpty(seeds);
        using var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 12);
        var witness = new Witness();
        var parts = TestSearch.Parts(store, new SyntheticEvaluator(), [witness]) with { Marks = [TestSearch.Mark, .. seeds], Earlier = lessons };
        await TestSearch.RunAsync(new SearchLoop(parts), search, TestContext.Current.CancellationToken);

        Assert.Equal(seeds.Select(s => s.Config), store.Trials(search.Id).Where(t => t.Candidate.Provenance.Proposer is EarlierSeeds.Name).Select(t => t.Candidate.Config));
        Assert.Same(lessons, witness.Seen);
        var ledger = CreditLedger.Of(store.Generations(search.Id), store.Points(search.Id));
        Assert.Empty(ledger.Differences);
        Assert.Equal(seeds.Count, ledger.Lines.Single(line => line.Proposer is EarlierSeeds.Name).Proposed);
        Assert.Equal(1, ledger.Lines.Single(line => line.Proposer is "seed").Proposed);
    }

    /// <summary>Remembers what it was shown, and proposes as the priors do.</summary>
    private sealed class Witness : IProposer
    {
        private readonly PriorProposer _prior = new();

        public IReadOnlyList<EarlierTrial>? Seen { get; private set; }

        public string Name => _prior.Name;

        public IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, CancellationToken cancellationToken)
        {
            Seen = context.Earlier;
            return _prior.ProposeAsync(context, count, cancellationToken);
        }
    }
}
