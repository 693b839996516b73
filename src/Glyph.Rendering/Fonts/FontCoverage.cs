using Glyph.Core.Rendering;
using HarfBuzzSharp;

namespace Glyph.Rendering.Fonts;

/// <summary>Which characters a font file has outlines for: all that is read of a font until it is needed to draw.</summary>
internal sealed class FontCoverage : IDisposable
{
    private static readonly Tag[] OutlineTables = [Tag.Parse("glyf"), Tag.Parse("CFF "), Tag.Parse("CFF2")];

    private readonly Blob _blob;
    private readonly Face _face;
    private readonly Font _font;

    private FontCoverage(Blob blob, Face face)
    {
        _blob = blob;
        _face = face;
        _font = new Font(face);
        _font.SetFunctionsOpenType();
    }

    /// <summary>Opens a font; null where it cannot be read, or has pictures rather than outlines.</summary>
    public static FontCoverage? Open(FontFace file)
    {
        Blob? blob = null;
        Face? face = null;
        try
        {
            blob = Blob.FromFile(file.Path);
            face = new Face(blob, LoadedFont.FaceIndex(file));
            if (face.GlyphCount > 0 && OutlineTables.Any(tag => HasTable(face, tag)))
            {
                return new FontCoverage(blob, face);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // A file that is no font can stand in for none.
        }

        face?.Dispose();
        blob?.Dispose();
        return null;
    }

    /// <summary>Whether the font has a glyph for a character.</summary>
    public bool Has(int codePoint) => _font.TryGetNominalGlyph((uint)codePoint, out var glyph) && glyph is > 0 and < ushort.MaxValue;

    /// <inheritdoc/>
    public void Dispose()
    {
        _font.Dispose();
        _face.Dispose();
        _blob.Dispose();
    }

    private static bool HasTable(Face face, Tag tag)
    {
        using var table = face.ReferenceTable(tag);
        return table.Length > 0;
    }
}
