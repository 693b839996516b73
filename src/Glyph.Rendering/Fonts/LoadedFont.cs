using System.Collections.Concurrent;
using System.Text;
using Glyph.Core;
using Glyph.Core.Rendering;
using Glyph.Rendering.Text;
using HarfBuzzSharp;
using SkiaSharp;

namespace Glyph.Rendering.Fonts;

/// <summary>
/// An open font: glyphs and advances by character in flat arrays that fill as characters are met, outline bounds by glyph,
/// and the native objects that shape and draw. All lengths are in units of <see cref="UnitsPerEm"/>, which need not be the
/// file's own. Safe for concurrent use: entries are single words, and every thread would write the same ones.
/// </summary>
internal sealed class LoadedFont : IDisposable
{
    private const long UnknownInk = long.MinValue;
    private const ushort Unread = ushort.MaxValue;

    private readonly Blob _blob;
    private readonly Face _face;
    private readonly ushort[] _glyphs = new ushort[char.MaxValue + 1];
    private readonly ushort[] _advances = new ushort[char.MaxValue + 1];
    private readonly int[] _codes = new int[char.MaxValue + 1];
    private readonly ConcurrentDictionary<int, FontCharacter> _supplementary = new();
    private readonly LayoutRules _rules;
    private readonly long[] _ink;

    private LoadedFont(FontFace file, Blob blob, Face face, SKTypeface typeface, LayoutRules rules, int unitsPerEm)
    {
        File = file;
        _rules = rules;
        _blob = blob;
        _face = face;
        Typeface = typeface;
        UnitsPerEm = unitsPerEm > 0 ? unitsPerEm : face.UnitsPerEm;
        Shaping = new Font(face);
        Shaping.SetScale(UnitsPerEm, UnitsPerEm);
        Shaping.SetFunctionsOpenType();
        _ink = new long[face.GlyphCount];
        Array.Fill(_ink, UnknownInk);
        Array.Fill(_codes, CharacterCode.Unknown);
        Array.Fill(_glyphs, Unread);
        Array.Fill(_advances, Unread);
        MissingAdvance = Advance(0);
        SpaceAdvance = Shaping.TryGetNominalGlyph(' ', out var space) ? Advance((ushort)space) : MissingAdvance;
        LatinInk = InkOf("bdfhklÁÉ()|[]gjpqy,;");
        IdeographInk = InkOf("国圆置警龍，。（）《》").Union(LatinInk);
    }

    private LoadedFont(LoadedFont font, int spacing)
    {
        File = font.File;
        _rules = font._rules;
        _blob = font._blob;
        _face = font._face;
        _ink = font._ink;
        Typeface = font.Typeface;
        Shaping = font.Shaping;
        UnitsPerEm = font.UnitsPerEm;
        LatinInk = font.LatinInk;
        IdeographInk = font.IdeographInk;
        LetterSpacing = spacing;
        Array.Fill(_codes, CharacterCode.Unknown);
        Array.Fill(_glyphs, Unread);
        Array.Fill(_advances, Unread);
        MissingAdvance = Advance(0);
        SpaceAdvance = Shaping.TryGetNominalGlyph(' ', out var space) ? Advance((ushort)space) : MissingAdvance;
    }

    /// <summary>The font's file and name.</summary>
    public FontFace File { get; }

    /// <summary>The font as Skia draws it.</summary>
    public SKTypeface Typeface { get; }

    /// <summary>The font as HarfBuzz shapes it, scaled to <see cref="UnitsPerEm"/>.</summary>
    public Font Shaping { get; }

    /// <summary>Font units an em.</summary>
    public int UnitsPerEm { get; }

    /// <summary>The advance of a space.</summary>
    public int SpaceAdvance { get; }

    /// <summary>The advance of the glyph that stands for missing ones.</summary>
    public int MissingAdvance { get; }

    /// <summary>What lines of Latin text cover: tall letters to descenders.</summary>
    public GlyphInk LatinInk { get; }

    /// <summary>What lines with ideographs cover.</summary>
    public GlyphInk IdeographInk { get; }

    /// <summary>What every advance holds beyond the font's own; may be negative.</summary>
    public int LetterSpacing { get; }

    /// <summary>By character: its advance, or a negative <see cref="CharacterCode"/>. <see cref="Load"/> fills what is unknown.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Opens a font file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rules">By whose rules characters are read.</param>
    /// <param name="unitsPerEm">The units of all lengths; 0 for the font's own.</param>
    /// <exception cref="InvalidInputException">It cannot be read as a font.</exception>
    public static LoadedFont Open(FontFace file, LayoutRules rules = LayoutRules.Unicode, int unitsPerEm = 0)
    {
        Blob? blob = null;
        Face? face = null;
        SKTypeface? typeface = null;
        try
        {
            var index = FaceIndex(file);
            blob = Blob.FromFile(file.Path);
            face = new Face(blob, index);
            typeface = SKTypeface.FromFile(file.Path, index);
            if (typeface is null || face.GlyphCount == 0 || face.UnitsPerEm < 1)
            {
                throw new InvalidDataException("its tables are broken");
            }

            return new LoadedFont(file, blob, face, typeface, rules, unitsPerEm);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            typeface?.Dispose();
            face?.Dispose();
            blob?.Dispose();
            throw new InvalidInputException($"font file '{file.Path}' cannot be read as a font: {e.Message}; give a TrueType or OpenType file");
        }
    }

    /// <summary>This font with other advances, and otherwise the same; it lives as long as this one and is not to be disposed.</summary>
    public LoadedFont Spaced(int spacing) => spacing == LetterSpacing ? this : new(this, spacing);

    /// <summary>Learns a character's code, advance and glyph.</summary>
    /// <returns>The code.</returns>
    public int Load(char c)
    {
        var code = CharacterClasses.Of(c, _rules);
        if (code == CharacterCode.Plain)
        {
            var glyph = GlyphOf(c);
            code = glyph == 0 ? CharacterCode.Missing : Advance(glyph);
        }

        _codes[c] = code;
        return code;
    }

    /// <summary>The glyph of a character; 0 if there is none.</summary>
    public ushort GlyphOf(char c)
    {
        var glyph = _glyphs[c];
        return glyph != Unread ? glyph : _glyphs[c] = Glyph(c);
    }

    /// <summary>The advance of a character's glyph.</summary>
    public int AdvanceOf(char c)
    {
        var advance = _advances[c];
        return advance != Unread ? advance : _advances[c] = (ushort)Advance(GlyphOf(c));
    }

    /// <summary>A character of any plane as the font has it; its missing glyph where it has none.</summary>
    public FontCharacter Character(int codePoint) => codePoint <= char.MaxValue
        ? new FontCharacter(this, GlyphOf((char)codePoint), AdvanceOf((char)codePoint))
        : _supplementary.GetOrAdd(codePoint, value => new FontCharacter(this, Glyph(value), Advance(Glyph(value))));

    /// <summary>Whether the font has a glyph for a character.</summary>
    public bool Covers(Rune rune) => Glyph(rune.Value) != 0;

    /// <summary>The bounds of a glyph's outline.</summary>
    public GlyphInk Ink(ushort glyph)
    {
        if (glyph >= _ink.Length)
        {
            return default;
        }

        var packed = Volatile.Read(ref _ink[glyph]);
        if (packed == UnknownInk)
        {
            packed = ReadInk(glyph).Pack();
            Volatile.Write(ref _ink[glyph], packed);
        }

        return GlyphInk.Unpack(packed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Typeface.Dispose();
        Shaping.Dispose();
        _face.Dispose();
        _blob.Dispose();
    }

    /// <summary>The place of a font in its file: 0, unless that is a collection.</summary>
    public static int FaceIndex(FontFace file)
    {
        var names = OpenTypeNames.Read(file.Path);
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], file.Name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return 0;
    }

    private ushort Glyph(int codePoint) =>
        Shaping.TryGetNominalGlyph((uint)codePoint, out var glyph) && glyph < Unread ? (ushort)glyph : (ushort)0;

    private int Advance(ushort glyph) => Math.Clamp(Shaping.GetHorizontalGlyphAdvance(glyph) + LetterSpacing, 0, Unread - 1);

    private GlyphInk InkOf(string characters) =>
        characters.Select(c => Glyph(c)).Where(glyph => glyph != 0).Aggregate(default(GlyphInk), (all, glyph) => all.Union(Ink(glyph)));

    private GlyphInk ReadInk(ushort glyph)
    {
        static short Clamp(int value) => (short)Math.Clamp(value, -short.MaxValue, short.MaxValue);

        return Shaping.TryGetGlyphExtents(glyph, out var e)
            ? new GlyphInk(Clamp(e.XBearing), Clamp(e.YBearing + e.Height), Clamp(e.XBearing + e.Width), Clamp(e.YBearing))
            : default;
    }
}

/// <summary>A character as a font has it.</summary>
/// <param name="Font">The font.</param>
/// <param name="Glyph">Its glyph; 0 if there is none.</param>
/// <param name="Advance">Its advance.</param>
internal readonly record struct FontCharacter(LoadedFont Font, ushort Glyph, int Advance);
