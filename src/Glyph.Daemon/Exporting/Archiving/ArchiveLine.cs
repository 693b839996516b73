using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Trials;

namespace Glyph.Daemon.Exporting.Archiving;

/// <summary>The first line of an archive: what follows, and a check of it.</summary>
/// <param name="Format">Always <see cref="SearchArchive.Format"/>.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Glyph">The version of Glyph that wrote it.</param>
/// <param name="Search">The search's id.</param>
/// <param name="Counts">By kind, how many lines follow.</param>
/// <param name="Sha256">The SHA-256 of all that follows, lower-case hexadecimal.</param>
internal sealed record ArchiveHeader(string Format, int Version, string Glyph, string Search, IReadOnlyDictionary<string, int> Counts, string Sha256);

/// <summary>A line of an archive after the first: exactly one of these.</summary>
internal sealed record ArchiveLine
{
    /// <summary>The search with its request; the first line after the header.</summary>
    public Search? Search { get; init; }

    /// <summary>What it may spend, and at what prices.</summary>
    public SpendTerms? Terms { get; init; }

    public Trial? Trial { get; init; }

    public Generation? Generation { get; init; }

    public Confirmation? Confirmation { get; init; }

    public JournalEntry? Journal { get; init; }

    public IdeaOutcome? Idea { get; init; }

    public Reservation? Reservation { get; init; }

    public Settlement? Settlement { get; init; }

    /// <summary>What it holds, in a word; null where it is none or several.</summary>
    public string? Kind()
    {
        (string Kind, object? Value)[] all =
        [
            ("search", Search), ("terms", Terms), ("trial", Trial), ("generation", Generation), ("confirmation", Confirmation),
            ("journal", Journal), ("idea", Idea), ("reservation", Reservation), ("settlement", Settlement),
        ];
        return all.Where(part => part.Value is not null).Select(part => part.Kind).ToArray() is [var kind] ? kind : null;
    }
}
