using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Core.Stores;

/// <summary>
/// The only memory of searches. One process owns it at a time. What a call has appended is there after a crash at any
/// later instant; nothing appended is ever changed. Appending to a search that is not there is a
/// <see cref="StoreException"/>; reading one gives nothing. Safe for concurrent use.
/// </summary>
public interface ISearchStore : IDisposable
{
    /// <summary>Where it lies, for messages.</summary>
    string Location { get; }

    /// <summary>Adds a search.</summary>
    /// <exception cref="StoreException">Its id is taken.</exception>
    void Create(Search search);

    /// <summary>Sets where a search stands.</summary>
    /// <exception cref="StoreException">There is no such search.</exception>
    void SetState(string searchId, SearchState state, string? stopReason);

    /// <summary>All searches, newest first.</summary>
    IReadOnlyList<Search> Searches();

    /// <summary>The search of an id or of an unambiguous beginning of one; without an id, the newest. Null when there is none.</summary>
    /// <exception cref="InvalidInputException">Several ids begin so.</exception>
    Search? Find(string? idOrPrefix);

    /// <summary>The search of an id, exactly; null when there is none.</summary>
    Search? Get(string id) => Searches().FirstOrDefault(search => string.Equals(search.Id, id, StringComparison.Ordinal));

    /// <summary>Appends a finished trial.</summary>
    /// <exception cref="StoreException">The search has a trial of that number.</exception>
    void Append(string searchId, Trial trial);

    /// <summary>The trials of a search, by number.</summary>
    IReadOnlyList<Trial> Trials(string searchId);

    /// <summary>What is to be kept of each trial of a search, by number. A store that can holds one whole trial at a time for it.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="keep">Takes what is to be kept.</param>
    IReadOnlyList<T> Trials<T>(string searchId, Func<Trial, T> keep) => [.. Trials(searchId).Select(keep)];

    /// <summary>The numbers of the trials of a search, by number; those of a hundred thousand come at once, without the trials.</summary>
    IReadOnlyList<TrialPoint> Points(string searchId);

    /// <summary>One trial of a search, or null.</summary>
    Trial? Trial(string searchId, int number);

    /// <summary>Appends a checkpoint.</summary>
    /// <exception cref="StoreException">The search has a generation of that number.</exception>
    void Append(string searchId, Generation generation);

    /// <summary>One checkpoint of a search, or null.</summary>
    Generation? Generation(string searchId, int number) => Generations(searchId).FirstOrDefault(generation => generation.Number == number);

    /// <summary>The checkpoints of a search, by number.</summary>
    IReadOnlyList<Generation> Generations(string searchId);

    /// <summary>Appends an exchange with a language model.</summary>
    /// <exception cref="StoreException">The search has an entry of that id.</exception>
    void Append(string searchId, JournalEntry entry);

    /// <summary>One exchange of a search, or null.</summary>
    JournalEntry? JournalEntry(string searchId, string id) => Journal(searchId).FirstOrDefault(entry => string.Equals(entry.Id, id, StringComparison.Ordinal));

    /// <summary>The exchanges of a search, oldest first.</summary>
    IReadOnlyList<JournalEntry> Journal(string searchId);

    /// <summary>Appends what became of an idea; one of the same journal entry and index is there already after a resume, and is kept.</summary>
    void Append(string searchId, IdeaOutcome outcome);

    /// <summary>What became of a search's ideas, oldest first.</summary>
    IReadOnlyList<IdeaOutcome> Ideas(string searchId);

    /// <summary>What became of the ideas of one exchange, by their places.</summary>
    IReadOnlyList<IdeaOutcome> Ideas(string searchId, string journal) =>
        [.. Ideas(searchId).Where(idea => string.Equals(idea.Journal, journal, StringComparison.Ordinal)).OrderBy(idea => idea.Index)];

    /// <summary>Appends a confirmation; one with the same trial and plan is there already after a resume, and is kept.</summary>
    void Append(string searchId, Confirmation confirmation);

    /// <summary>The confirmations of a search, oldest first.</summary>
    IReadOnlyList<Confirmation> Confirmations(string searchId);
}
