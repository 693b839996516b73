using Glyph.Core;
using Glyph.Core.Rendering;
using Glyph.Rendering.Text;

namespace Glyph.Rendering.Fonts;

/// <summary>
/// The fonts that the build brings, the system's, and files by path. Folders are read when they are first needed: the
/// system's only for a name that is not shipped, or for the whole list. Safe for concurrent use.
/// </summary>
public sealed class FontCatalog : IFontCatalog, IDisposable
{
    private readonly string _shippedFolder;
    private readonly Lazy<IReadOnlyDictionary<string, FontFace>> _shipped;
    private readonly Lazy<IReadOnlyDictionary<string, FontFace>> _system;
    private readonly Lazy<IReadOnlyList<FontFace>> _all;
    private readonly FontCache _cache = new();

    /// <summary>Creates the catalog.</summary>
    /// <param name="shippedFolder">The folder of the fonts that the build brings.</param>
    public FontCatalog(string shippedFolder)
        : this(shippedFolder, SystemFontFolders.All())
    {
    }

    /// <summary>Creates a catalog over given folders.</summary>
    /// <param name="shippedFolder">The folder of the fonts that the build brings.</param>
    /// <param name="systemFolders">The folders of other fonts, most important first; those that do not exist are passed over.</param>
    public FontCatalog(string shippedFolder, IReadOnlyList<string> systemFolders)
    {
        _shippedFolder = shippedFolder;
        _shipped = new(ScanShipped);
        _system = new(() => FontFolder.Scan(systemFolders, shipped: false));
        _all = new(() =>
        [
            .. _shipped.Value.Values
                .Concat(_system.Value.Values.Where(face => !_shipped.Value.ContainsKey(face.Name)))
                .OrderBy(face => face.Name, StringComparer.Ordinal),
        ]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FontFace> All => _all.Value;

    /// <inheritdoc/>
    public FontFace Find(string nameOrPath)
    {
        if (IsPath(nameOrPath))
        {
            return FindFile(nameOrPath);
        }

        return _shipped.Value.TryGetValue(nameOrPath, out var face) || _system.Value.TryGetValue(nameOrPath, out face)
            ? face
            : throw NotFound($"no font is called '{nameOrPath}'", nameOrPath);
    }

    /// <inheritdoc/>
    public double Coverage(FontFace font, string text)
    {
        var loaded = _cache.Get(font);
        var shown = 0;
        var covered = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (CharacterClasses.IsShown(rune))
            {
                shown++;
                covered += loaded.Covers(rune) ? 1 : 0;
            }
        }

        return shown == 0 ? 1 : (double)covered / shown;
    }

    /// <summary>Lets go of the fonts that were opened.</summary>
    public void Dispose() => _cache.Dispose();

    private static bool IsPath(string nameOrPath) =>
        FontFolder.IsFontFile(nameOrPath)
        || nameOrPath.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || nameOrPath.Contains(Path.AltDirectorySeparatorChar, StringComparison.Ordinal);

    private FontFace FindFile(string path)
    {
        if (!File.Exists(path))
        {
            throw NotFound($"font file '{path}' does not exist", Path.GetFileNameWithoutExtension(path));
        }

        var full = Path.GetFullPath(path);
        if (_shipped.IsValueCreated && _shipped.Value.Values.FirstOrDefault(face => string.Equals(face.Path, full, StringComparison.Ordinal)) is { } known)
        {
            return known;
        }

        try
        {
            return new FontFace(OpenTypeNames.Read(full)[0], full, Shipped: false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"font file '{path}' cannot be read as a font: {e.Message}; give a TrueType or OpenType file");
        }
    }

    private InvalidInputException NotFound(string what, string name)
    {
        var names = Directory.Exists(_shippedFolder) ? All.Select(face => face.Name) : _system.Value.Keys;
        return new InvalidInputException($"{what}{NearestName.Hint(name, names)}");
    }

    private IReadOnlyDictionary<string, FontFace> ScanShipped()
    {
        var fonts = FontFolder.Scan([_shippedFolder], shipped: true);
        return fonts.Count > 0
            ? fonts
            : throw new RenderException($"the fonts that the build brings are missing from '{_shippedFolder}'; build again (dotnet build), with Node.js 20 or newer at hand");
    }
}
