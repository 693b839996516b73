using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.Confirming;

public sealed class FrontConfirmationTests
{
    [Fact]
    public async Task TheMarkAndTheContendersAreReadAtOtherPlacesWithMoreLines()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 60);
        await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator()), search, TestContext.Current.CancellationToken);
        var confirmations = store.Confirmations("test");
        Assert.Equal(1, confirmations[0].Trial);
        Assert.All(confirmations, c => Assert.Equal(4 * search.Request.SamplesPerTrial, c.Plan.Samples));
        Assert.All(confirmations, c => Assert.NotEqual(search.Request.Seed, c.Plan.Seed));
        Assert.InRange(confirmations.Count, 3, 16);
        Assert.Equal(confirmations.Count, confirmations.Select(c => (c.Trial, c.Plan)).Distinct().Count());

        // The recommended trial was read twice, as was the mark that it is held against.
        var pick = new Recommendation(store.Points("test"), confirmations, store.Trial("test", 1)).Default()!;
        Assert.NotEqual(1, pick.Trial.Number);
        Assert.Equal(2, confirmations.Count(c => c.Trial == 1));
    }

    [Fact]
    public async Task ATrialThatCannotBeReadAgainIsLeftUnconfirmed()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 20);
        await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator()), search, TestContext.Current.CancellationToken);

        var other = new InMemorySearchStore();
        TestSearch.Create(other, evaluations: 20);
        foreach (var trial in store.Trials("test"))
        {
            other.Append("test", trial);
        }

        var broken = new SyntheticEvaluator { BeforeReading = (c, _) => c == TestSearch.Mark.Config ? Task.CompletedTask : throw new Core.ReaderException("gone") };
        var events = new List<TrialConfirmed>();
        await foreach (var e in new FrontConfirmation(TestSearch.Parts(other, broken), search).RunAsync(other.Points("test"), TestContext.Current.CancellationToken))
        {
            events.Add(e);
        }

        Assert.Equal(1, Assert.Single(events).Confirmation.Trial);
    }

    [Fact]
    public async Task ASearchThatReadNothingHasNothingToConfirm()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store);
        await foreach (var _ in new FrontConfirmation(TestSearch.Parts(store, new SyntheticEvaluator()), search).RunAsync([TrialPoint.Of(TrialMaker.Infeasible(1, 1))], TestContext.Current.CancellationToken))
        {
            Assert.Fail("nothing can be confirmed");
        }
    }
}
