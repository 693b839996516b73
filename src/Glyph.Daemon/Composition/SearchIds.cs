using System.Globalization;
using Glyph.Core;

namespace Glyph.Daemon.Composition;

/// <summary>Ids of new searches.</summary>
internal static class SearchIds
{
    /// <summary>The time to the second and four digits that tell apart searches begun in the same second.</summary>
    public static string New(DateTimeOffset now, long seed)
    {
        var suffix = new RandomStream(seed, FormattableString.Invariant($"id/{now.Ticks}/{Environment.ProcessId}")).Next(0x10000);
        return string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}-{suffix:x4}");
    }
}
