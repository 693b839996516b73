using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Reporting;

/// <summary>A search with something of everything that a report shows.</summary>
internal static class Samples
{
    public const string Space = """{"name":"small","parameters":{"font-size":{"type":"ordinal","values":[6,7,8,9]},"dpi":{"type":"ordinal","values":[60,72,84]}}}""";

    public static Search Search(string id = "s") => SampleRecords.Search(id) with { Request = SampleRecords.Search(id).Request with { SpaceJson = Space, Budget = new Budget { Evaluations = 100 } } };

    public static Trial Trial(int number, TrialStatus status = TrialStatus.Complete, double accuracy = 0.9, double compression = 2)
    {
        var trial = SampleRecords.Trial(number, status, accuracy);
        var cost = SampleRecords.Cost() with { TextTokens = (long)(compression * 1_890) };
        return trial with
        {
            Generation = number / 3,
            ConfigHash = FormattableString.Invariant($"{number:x16}"),
            Cost = status == TrialStatus.Failed ? null : cost,
            Measurement = trial.Measurement is { } m
                ? m with
                {
                    Rungs = [m.Accuracy with { Samples = 8 }, m.Accuracy],
                    Items = [new ItemScore("position 1", accuracy, 0.5, ItemOutcome.Partial) { Ids = 2, WrongIds = 1 }, new ItemScore("position 2", 1, 0.5, ItemOutcome.Right)],
                }
                : null,
        };
    }

    /// <summary>Fills a store with a whole search.</summary>
    public static Search Fill(ISearchStore store, InMemoryLedger ledger, string id = "s", int trials = 30)
    {
        var search = Search(id);
        store.Create(search);
        store.SetState(id, SearchState.Finished, "all done");
        for (var number = 1; number <= trials; number++)
        {
            var status = (number % 10) switch { 7 => TrialStatus.Failed, 8 => TrialStatus.Screened, 9 => TrialStatus.Infeasible, _ => TrialStatus.Complete };
            store.Append(id, Trial(number, status, 1 - (number / 100.0), 1 + (number % 6)));
        }

        var generation = SampleRecords.Generation();
        store.Append(id, generation with
        {
            Proposers = [new ProposerTally { Proposer = "nsga2", Places = 4, Proposed = 9, Evaluations = 4, Gained = 0.25, Dropped = new Dictionary<DropReason, int> { [DropReason.SameConfig] = 5 } }],
        });
        store.Append(id, SampleRecords.Confirmation(1, Core.Corpora.CorpusSplit.Search));
        store.Append(id, SampleRecords.Confirmation(5, Core.Corpora.CorpusSplit.Search));
        store.Append(id, SampleRecords.Confirmation(5));
        store.Append(id, SampleRecords.Entry());
        store.Append(id, SampleRecords.Entry("g1-mutate", 1) with { Answer = null, Error = "no answer" });
        store.Append(id, new IdeaOutcome("g0-mutate", 1, "dropped", "it names no trial"));
        store.Append(id, new IdeaOutcome("g0-mutate", 0, "used", null));
        ledger.Reserve(id, new Core.Spending.Reservation("r1", Core.Spending.SpendPurpose.Search, "some-model", new Core.Spending.Spend(1, 100, 10, 0.5m), SampleRecords.Epoch));
        return store.Find(id)!;
    }
}
