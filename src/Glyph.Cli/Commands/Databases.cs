using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Store;

namespace Glyph.Cli.Commands;

/// <summary>Opens databases for commands that expect something in them.</summary>
internal static class Databases
{
    /// <summary>Opens a database that must be there already.</summary>
    /// <exception cref="InvalidInputException">There is no such file.</exception>
    public static LiteDbSearchStore OpenExisting(FileInfo file) => file.Exists
        ? LiteDbSearchStore.Open(file.FullName)
        : throw new InvalidInputException($"{file.FullName}: no such database; 'glyph search' makes one, or name another with --db");

    /// <summary>The search that a user named, or the newest.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static Search Require(this ISearchStore store, string? idOrPrefix) => store.Find(idOrPrefix)
        ?? throw new InvalidInputException(idOrPrefix is null
            ? $"{store.Location}: holds no search; 'glyph search' makes one"
            : $"{store.Location}: no search is called '{idOrPrefix}'{NearestName.Hint(idOrPrefix, store.Searches().Select(s => s.Id))}");
}
