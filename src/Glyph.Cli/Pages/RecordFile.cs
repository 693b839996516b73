using System.Text.Json;
using Glyph.Core;

namespace Glyph.Cli.Pages;

/// <summary>A file of one line of JSON a page, which gets its name when it is complete.</summary>
/// <param name="path">The file.</param>
internal sealed class RecordFile(string path) : IAsyncDisposable
{
    private readonly string _aside = $"{path}.partial";
    private FileStream? _stream;

    /// <summary>Adds a record.</summary>
    public void Add(PageRecord record)
    {
        _stream ??= File.Create(_aside);
        JsonSerializer.Serialize(_stream, record, GlyphJson.Compact);
        _stream.WriteByte((byte)'\n');
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        _stream ??= File.Create(_aside);
        _stream.Dispose();
        File.Move(_aside, path, overwrite: true);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream?.DisposeAsync() ?? default;
}
