using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Tests.Fakes;

/// <summary>A store that a test looks into, or breaks, before something is appended.</summary>
internal sealed class WatchedStore(ISearchStore inner) : ISearchStore
{
    public Action<Trial> BeforeTrial { get; init; } = _ => { };

    /// <summary>Before anything at all is written.</summary>
    public Action BeforeWrite { get; init; } = () => { };

    public string Location => inner.Location;

    public void Create(Search search) => inner.Create(search);

    public void SetState(string searchId, SearchState state, string? stopReason)
    {
        BeforeWrite();
        inner.SetState(searchId, state, stopReason);
    }

    public IReadOnlyList<Search> Searches() => inner.Searches();

    public Search? Find(string? idOrPrefix) => inner.Find(idOrPrefix);

    public void Append(string searchId, Trial trial)
    {
        BeforeWrite();
        BeforeTrial(trial);
        inner.Append(searchId, trial);
    }

    public IReadOnlyList<Trial> Trials(string searchId) => inner.Trials(searchId);

    public IReadOnlyList<TrialPoint> Points(string searchId) => inner.Points(searchId);

    public Trial? Trial(string searchId, int number) => inner.Trial(searchId, number);

    public void Append(string searchId, Generation generation)
    {
        BeforeWrite();
        inner.Append(searchId, generation);
    }

    public IReadOnlyList<Generation> Generations(string searchId) => inner.Generations(searchId);

    public void Append(string searchId, JournalEntry entry)
    {
        BeforeWrite();
        inner.Append(searchId, entry);
    }

    public IReadOnlyList<JournalEntry> Journal(string searchId) => inner.Journal(searchId);

    public void Append(string searchId, IdeaOutcome outcome)
    {
        BeforeWrite();
        inner.Append(searchId, outcome);
    }

    public IReadOnlyList<IdeaOutcome> Ideas(string searchId) => inner.Ideas(searchId);

    public void Append(string searchId, Confirmation confirmation)
    {
        BeforeWrite();
        inner.Append(searchId, confirmation);
    }

    public IReadOnlyList<Confirmation> Confirmations(string searchId) => inner.Confirmations(searchId);

    public void Dispose() => inner.Dispose();
}
