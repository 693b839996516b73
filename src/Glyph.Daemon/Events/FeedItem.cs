using System.Text;
using System.Text.Json;
using Glyph.Core;

namespace Glyph.Daemon.Events;

/// <summary>What one change tells, written once and sent to everyone who follows, in the format of server-sent events (HTML standard, section 9.2).</summary>
/// <param name="Id">The number of the change.</param>
/// <param name="Search">The search that it is about.</param>
/// <param name="Own">The bytes for those who follow this search.</param>
/// <param name="Public">The bytes for those who follow all searches: where searches stand, and notices; null where there is nothing for them.</param>
internal sealed record FeedItem(long Id, string Search, ReadOnlyMemory<byte> Own, ReadOnlyMemory<byte>? Public)
{
    /// <summary>One event. JSON without line breaks is one line of data, whatever stands in it.</summary>
    public static ReadOnlyMemory<byte> Frame<T>(long id, string kind, T data) =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"id: {id}\nevent: {kind}\ndata: {JsonSerializer.Serialize(data, GlyphJson.Compact)}\n\n"));
}
