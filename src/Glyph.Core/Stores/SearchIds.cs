using System.Globalization;

namespace Glyph.Core.Stores;

/// <summary>The ids of searches: how a new one is made, and how one is named, by itself or by an unambiguous beginning of it.</summary>
public static class SearchIds
{
    /// <summary>A new one: the time to the second, and four digits that tell apart searches begun in the same second.</summary>
    public static string New(DateTimeOffset now, long seed)
    {
        var suffix = new RandomStream(seed, FormattableString.Invariant($"id/{now.Ticks}/{Environment.ProcessId}")).Next(0x10000);
        return string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}-{suffix:x4}");
    }

    /// <summary>The id that is meant, or null when there is none.</summary>
    /// <param name="newestFirst">All ids, the newest first.</param>
    /// <param name="idOrPrefix">An id, or its beginning; null for the newest.</param>
    /// <exception cref="InvalidInputException">Several ids begin so.</exception>
    public static string? Choose(IEnumerable<string> newestFirst, string? idOrPrefix)
    {
        if (idOrPrefix is null)
        {
            return newestFirst.FirstOrDefault();
        }

        var matches = newestFirst.Where(id => id.StartsWith(idOrPrefix, StringComparison.Ordinal)).ToList();
        return matches.Find(id => id.Length == idOrPrefix.Length) ?? matches.Count switch
        {
            0 => null,
            1 => matches[0],
            _ => throw new InvalidInputException($"several searches begin with '{idOrPrefix}': {string.Join(", ", matches)}"),
        };
    }
}
