namespace Glyph.Core.Stores;

/// <summary>What a change of a store is about.</summary>
public enum ChangeKind
{
    /// <summary>A search was added, or where it stands has changed.</summary>
    Search,

    /// <summary>A trial was appended; the key is its number.</summary>
    Trial,

    /// <summary>A checkpoint was appended; the key is its number.</summary>
    Generation,

    /// <summary>A trial was read again; the key is its number.</summary>
    Confirmation,

    /// <summary>An exchange with a language model was appended; the key is its id.</summary>
    Journal,

    /// <summary>Something was said that nothing else keeps; the key is the sentence.</summary>
    Notice,

    /// <summary>A search was removed, with all that belonged to it.</summary>
    Removal,
}

/// <summary>One change of a store.</summary>
/// <param name="Id">Its number; later ones have higher numbers, and none is ever used again.</param>
/// <param name="Search">The search.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Which record, or what was said; empty where the search says all.</param>
public sealed record StoreChange(long Id, string Search, ChangeKind Kind, string Key);

/// <summary>
/// The changes of a store in the order in which they were written: what watchers follow, and take up again where they were cut
/// off. A change is written in one step with what it tells of, so that a killed process leaves both or neither. Safe for
/// concurrent use.
/// </summary>
public interface IChangeLog
{
    /// <summary>Raised after changes were written, on the writer's thread.</summary>
    event EventHandler? Changed;

    /// <summary>The number of the newest change; 0 where there is none.</summary>
    long LastChange();

    /// <summary>The changes after one, in order.</summary>
    /// <param name="after">The number of the last one that is known; 0 for all.</param>
    /// <param name="limit">How many at most, at least 1.</param>
    IReadOnlyList<StoreChange> Changes(long after, int limit);

    /// <summary>Writes something that nothing else keeps.</summary>
    /// <exception cref="StoreException">There is no such search.</exception>
    void Say(string searchId, string sentence);
}
