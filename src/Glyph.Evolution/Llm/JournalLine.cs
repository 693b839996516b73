using Glyph.Core.Searching;

namespace Glyph.Evolution.Llm;

/// <summary>One exchange with a language model as <c>glyph journal</c> exports it: a line of JSON.</summary>
public sealed record JournalLine
{
    /// <summary>The exchange.</summary>
    public required JournalEntry Entry { get; init; }

    /// <summary>What became of its ideas.</summary>
    public required IReadOnlyList<IdeaOutcome> Ideas { get; init; }

    /// <summary>The lines of a search, oldest first.</summary>
    /// <param name="journal">Its exchanges.</param>
    /// <param name="ideas">What became of their ideas.</param>
    public static IReadOnlyList<JournalLine> Of(IReadOnlyList<JournalEntry> journal, IReadOnlyList<IdeaOutcome> ideas)
    {
        var byEntry = ideas.ToLookup(idea => idea.Journal, StringComparer.Ordinal);
        return [.. journal.Select(entry => new JournalLine { Entry = entry, Ideas = [.. byEntry[entry.Id].OrderBy(idea => idea.Index)] })];
    }
}
