using System.Collections.Concurrent;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Fonts;

/// <summary>Opens each font once and keeps it open. Safe for concurrent use.</summary>
internal sealed class FontCache : IDisposable
{
    private readonly ConcurrentDictionary<(string Path, string Name), Lazy<LoadedFont>> _fonts = new();

    /// <summary>The opened font.</summary>
    /// <exception cref="Core.InvalidInputException">The file cannot be read as a font.</exception>
    public LoadedFont Get(FontFace face)
    {
        var font = _fonts.GetOrAdd((face.Path, face.Name), _ => new Lazy<LoadedFont>(() => LoadedFont.Open(face)));
        return font.Value;
    }

    /// <summary>Closes every font.</summary>
    public void Dispose()
    {
        foreach (var font in _fonts.Values.Where(font => font.IsValueCreated))
        {
            font.Value.Dispose();
        }

        _fonts.Clear();
    }
}
