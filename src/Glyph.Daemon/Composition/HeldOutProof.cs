using Glyph.Core.Corpora;
using Glyph.Core.Reading;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;

namespace Glyph.Daemon.Composition;

/// <summary>Measures a trial on text that its search never saw; once, then from the store.</summary>
internal static class HeldOutProof
{
    /// <summary>How many lines are read for a proof; fewer where the held-out text has fewer.</summary>
    private const int Lines = 400;

    /// <summary>Pages and tasks cost more than lines: a proof asks this many times those of a trial, and no more than <see cref="Lines"/>.</summary>
    private const int TrialsOfPages = 8;

    /// <summary>What is read for a proof, the same for every trial of a search.</summary>
    private static ReadPlan PlanOf(SearchSession session) => new()
    {
        Split = CorpusSplit.HeldOut,
        Samples = session.Reading.Reader.Abilities.Unit == ReadingUnit.Line ? Lines : Math.Min(Lines, TrialsOfPages * session.Request.SamplesPerTrial),
        Seed = session.Request.Seed,
        Purpose = SpendPurpose.Proof,
    };

    /// <summary>The proof of a trial that the store has; null where it must be measured.</summary>
    public static Confirmation? Find(ISearchStore store, string searchId, SearchSession session, Trial trial)
    {
        var plan = PlanOf(session);
        return store.Confirmations(searchId).FirstOrDefault(c => c.Trial == trial.Number && c.Plan == plan);
    }

    /// <summary>The proof of a trial, measured now unless the store has it.</summary>
    public static async Task<Confirmation> MeasureAsync(ISearchStore store, string searchId, SearchSession session, Trial trial, CancellationToken cancellationToken)
    {
        if (Find(store, searchId, session, trial) is { } known)
        {
            return known;
        }

        var plan = PlanOf(session);

        var confirmation = new Confirmation
        {
            Trial = trial.Number,
            Plan = plan,
            Cost = session.Evaluator.Cost(trial.Candidate.Config, CorpusSplit.HeldOut),
            Measurement = await session.Evaluator.ReadAsync(trial.Candidate.Config, plan, readOn: null, cancellationToken).ConfigureAwait(false),
        };
        store.Append(searchId, confirmation);
        return confirmation;
    }
}
