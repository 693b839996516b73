using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Stores;

namespace Glyph.Cli.Commands;

/// <summary>Finds what a user named.</summary>
internal static class Searches
{
    /// <summary>The search that a user named, or the newest.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static Search Require(this ISearchStore store, string? idOrPrefix) => store.Find(idOrPrefix)
        ?? throw new InvalidInputException(idOrPrefix is null
            ? $"{store.Location}: holds no search; 'glyph search' makes one"
            : $"{store.Location}: no search is called '{idOrPrefix}'{NearestName.Hint(idOrPrefix, store.Searches().Select(s => s.Id))}");
}
