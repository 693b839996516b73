using System.Collections.Concurrent;
using Glyph.Core.Rendering;
using Glyph.Rendering.Text;

namespace Glyph.Rendering.Fonts;

/// <summary>Opens each font once and keeps it open. Safe for concurrent use.</summary>
/// <param name="rules">By whose rules characters are read.</param>
internal sealed class FontCache(LayoutRules rules = LayoutRules.Unicode) : IDisposable
{
    private readonly ConcurrentDictionary<(string Path, string Name, int UnitsPerEm), Lazy<LoadedFont>> _fonts = new();

    /// <summary>The opened font.</summary>
    /// <param name="face">The font.</param>
    /// <param name="unitsPerEm">The units of its lengths; 0 for its own.</param>
    /// <exception cref="Core.InvalidInputException">The file cannot be read as a font.</exception>
    public LoadedFont Get(FontFace face, int unitsPerEm = 0)
    {
        var font = _fonts.GetOrAdd((face.Path, face.Name, unitsPerEm), _ => new Lazy<LoadedFont>(() => LoadedFont.Open(face, rules, unitsPerEm)));
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
