using Glyph.Core.Rendering;

namespace Glyph.Rendering.Fonts;

/// <summary>Lists the fonts of folders by name.</summary>
internal static class FontFolder
{
    private static readonly string[] Extensions = [".ttf", ".otf", ".ttc"];

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        MatchCasing = MatchCasing.CaseInsensitive,
        MaxRecursionDepth = 8,
    };

    /// <summary>Whether a file's name ends as a font's does.</summary>
    public static bool IsFontFile(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The fonts of the folders that exist; files that cannot be read as fonts are passed over. The first of a name wins.</summary>
    public static IReadOnlyDictionary<string, FontFace> Scan(IEnumerable<string> folders, bool shipped)
    {
        var found = new Dictionary<string, FontFace>(StringComparer.OrdinalIgnoreCase);
        foreach (var folder in folders.Where(Directory.Exists))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", Everywhere).Where(IsFontFile).Order(StringComparer.Ordinal))
            {
                foreach (var name in Names(path))
                {
                    found.TryAdd(name, new FontFace(name, Path.GetFullPath(path), shipped));
                }
            }
        }

        return found;
    }

    private static IReadOnlyList<string> Names(string path)
    {
        try
        {
            return OpenTypeNames.Read(path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
