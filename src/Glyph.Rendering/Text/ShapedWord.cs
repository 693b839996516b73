using System.Globalization;
using System.Runtime.InteropServices;
using Glyph.Rendering.Fonts;
using Glyph.Rendering.Text.Unicode;
using HarfBuzzSharp;

namespace Glyph.Rendering.Text;

/// <summary>
/// A word shaped with HarfBuzz: marks onto their bases, joined letters, reordered vowels. It is cut into runs of one
/// direction, script and font; what a cluster needs comes from one font. Made to be filled again and again. Lengths are
/// in font units.
/// </summary>
internal sealed class ShapedWord
{
    // Letters join across the ends of what is shaped: HarfBuzz looks at no more than this many characters beyond them.
    private const int Surroundings = 5;

    // The renderer that configs are exported to neither kerns nor joins Latin letters, and so neither does this one.
    private static readonly Feature[] Unjoined = [new(Tag.Parse("kern"), 0), new(Tag.Parse("liga"), 0), new(Tag.Parse("clig"), 0)];
    private static readonly Feature[] Joined = [];

    [ThreadStatic]
    private static ShapedWord? scratch;

    private readonly HarfBuzzSharp.Buffer _buffer = new();
    private readonly List<ShapedRun> _runs = [];
    private readonly List<ShapedGlyph> _glyphs = [];

    /// <summary>One for this thread to measure with.</summary>
    public static ShapedWord Scratch => scratch ??= new ShapedWord();

    /// <summary>The runs, in the text's order.</summary>
    public ReadOnlySpan<ShapedRun> Runs => CollectionsMarshal.AsSpan(_runs);

    /// <summary>The glyphs of all runs, from left to right within each.</summary>
    public ReadOnlySpan<ShapedGlyph> Glyphs => CollectionsMarshal.AsSpan(_glyphs);

    /// <summary>The width of it all.</summary>
    public long Width { get; private set; }

    /// <summary>How many characters no font has.</summary>
    public int Missing { get; private set; }

    /// <summary>How many spaces it holds.</summary>
    public int Spaces { get; private set; }

    /// <summary>Whether any of it is in another font than the config's.</summary>
    public bool HasFallback { get; private set; }

    /// <summary>Forgets what was shaped.</summary>
    public void Clear()
    {
        _runs.Clear();
        _glyphs.Clear();
        Width = 0;
        (Missing, Spaces, HasFallback) = (0, 0, false);
    }

    /// <summary>Shapes a word after what has been shaped so far.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the word starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="fonts">The fonts.</param>
    /// <param name="bidi">The levels of the text; null where all of it is written from left to right.</param>
    public void Add(ReadOnlySpan<char> text, int start, int end, FontSet fonts, BidiParagraph? bidi)
    {
        var run = default(ShapedRun);
        for (var p = start; p < end;)
        {
            var length = StringInfo.GetNextTextElementLength(text[p..end]);
            var cluster = Describe(text, p, length, fonts, bidi);
            if (run.End > 0 && run.Continues(cluster))
            {
                run.End = cluster.End;
                run.Script = run.Script == Script.Common ? cluster.Script : run.Script;
            }
            else
            {
                Shape(text, run, fonts);
                run = cluster;
            }

            p += length;
        }

        Shape(text, run, fonts);
    }

    private static ShapedRun Describe(ReadOnlySpan<char> text, int position, int length, FontSet fonts, BidiParagraph? bidi)
    {
        var run = new ShapedRun { Start = position, End = position + length, Level = bidi?.LevelAt(position) ?? 0, Font = fonts.Main, Script = Script.Common };
        var codePoint = Utf16.CodePoint(text, position, out _);
        switch (CharacterClasses.Of(codePoint))
        {
            case CharacterCode.White or CharacterCode.NoBreakSpace or CharacterCode.Newline or CharacterCode.CarriageReturn when length == 1:
                run.Spaces = 1;
                break;
            case CharacterCode.Tab:
                run.Spaces = CharacterReader.TabSpaces;
                break;
            case CharacterCode.Control or CharacterCode.Surrogate:
                run.IsSubstitute = true;
                break;
            case CharacterCode.Invisible:
                break;
            default:
                run.Font = fonts.FontOf(text.Slice(position, length));
                run.Script = UnicodeFunctions.Default.GetScript((uint)codePoint) is var script && script == Script.Inherited ? Script.Common : script;
                break;
        }

        return run;
    }

    private void Shape(ReadOnlySpan<char> text, ShapedRun run, FontSet fonts)
    {
        if (run.End == 0)
        {
            return;
        }

        run.FirstGlyph = _glyphs.Count;
        if (run.Spaces > 0)
        {
            run.Width = (long)run.Spaces * fonts.Main.SpaceAdvance;
            Spaces += run.Spaces;
        }
        else if (run.IsSubstitute)
        {
            Substitute(text, ref run, fonts);
        }
        else
        {
            ShapeGlyphs(text, ref run);
        }

        HasFallback |= run.Font != fonts.Main;
        run.GlyphCount = _glyphs.Count - run.FirstGlyph;
        Width += run.Width;
        _runs.Add(run);
    }

    private void Substitute(ReadOnlySpan<char> text, ref ShapedRun run, FontSet fonts)
    {
        var shown = fonts.Character(CharacterClasses.Substitute(text[run.Start]));
        run.Font = shown.Font;
        run.Width = shown.Advance;
        Missing++;
        _glyphs.Add(new ShapedGlyph(shown.Glyph, shown.Advance, 0, 0, run.Start));
    }

    private void ShapeGlyphs(ReadOnlySpan<char> text, ref ShapedRun run)
    {
        var from = Math.Max(0, run.Start - Surroundings);
        var to = Math.Min(text.Length, run.End + Surroundings);
        _buffer.ClearContents();
        _buffer.AddUtf16(text[from..to], run.Start - from, run.End - run.Start);
        _buffer.Direction = run.IsRightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        _buffer.Script = run.Script;
        _buffer.Language = Language.Default;
        run.Font.Shaping.Shape(_buffer, run.Script == Script.Latin || run.Script == Script.Common || run.Script == Script.Greek || run.Script == Script.Cyrillic ? Unjoined : Joined);
        var first = _glyphs.Count;
        var infos = _buffer.GetGlyphInfoSpan();
        var positions = _buffer.GetGlyphPositionSpan();
        for (var i = 0; i < infos.Length; i++)
        {
            ref readonly var position = ref positions[i];
            Missing += infos[i].Codepoint == 0 ? 1 : 0;
            _glyphs.Add(new ShapedGlyph((ushort)infos[i].Codepoint, position.XAdvance, position.XOffset, position.YOffset, from + (int)infos[i].Cluster));
        }

        var glyphs = CollectionsMarshal.AsSpan(_glyphs)[first..];
        if (run.Font.LetterSpacing != 0)
        {
            Space(glyphs, text, run);
        }

        foreach (ref readonly var glyph in glyphs)
        {
            run.Width += glyph.Advance;
        }
    }

    /// <summary>Adds room after every cluster, but not between letters that join.</summary>
    private static void Space(Span<ShapedGlyph> glyphs, ReadOnlySpan<char> text, in ShapedRun run)
    {
        var advance = 0;
        for (var i = 0; i < glyphs.Length; i++)
        {
            advance += glyphs[i].Advance;
            var next = i + 1 < glyphs.Length ? glyphs[i + 1].Cluster : -1;
            if (next == glyphs[i].Cluster)
            {
                continue;
            }

            if (next < 0 || !IsCursive(text[next]) || !IsCursive(text[glyphs[i].Cluster]))
            {
                glyphs[i] = glyphs[i] with { Advance = glyphs[i].Advance + Math.Max(run.Font.LetterSpacing, -advance) };
            }

            advance = 0;
        }
    }

    /// <summary>Whether a character's script joins its letters: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa; and Adlam beyond the basic plane.</summary>
    private static bool IsCursive(char c) =>
        c is (>= '\u0600' and <= '\u077F') or (>= '\u07C0' and <= '\u07FF') or (>= '\u0840' and <= '\u08FF') or (>= '\u1800' and <= '\u18AF')
            or (>= '\uA840' and <= '\uA87F') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') or '\uD83A' or '\u200D';
}

/// <summary>A part of a word of one direction, one script and one font; spaces, and what stands for something else, are parts of their own.</summary>
internal struct ShapedRun
{
    /// <summary>The first character.</summary>
    public int Start;

    /// <summary>The first character after it.</summary>
    public int End;

    /// <summary>Its embedding level: odd from right to left.</summary>
    public byte Level;

    /// <summary>Its font.</summary>
    public LoadedFont Font;

    /// <summary>Its script; Common where it has none of its own.</summary>
    public Script Script;

    /// <summary>How many spaces it is; 0 for what is not.</summary>
    public int Spaces;

    /// <summary>Whether something else is shown for it.</summary>
    public bool IsSubstitute;

    /// <summary>Its width.</summary>
    public long Width;

    /// <summary>Its first glyph.</summary>
    public int FirstGlyph;

    /// <summary>How many glyphs it has.</summary>
    public int GlyphCount;

    /// <summary>Whether it is written from right to left.</summary>
    public readonly bool IsRightToLeft => (Level & 1) == 1;

    /// <summary>Whether a cluster that follows can be shaped with it.</summary>
    public readonly bool Continues(in ShapedRun cluster) =>
        Level == cluster.Level && Font == cluster.Font && Spaces + cluster.Spaces == 0 && !IsSubstitute && !cluster.IsSubstitute
        && (Script == cluster.Script || Script == Script.Common || cluster.Script == Script.Common);
}

/// <summary>A glyph that HarfBuzz placed.</summary>
/// <param name="Glyph">The glyph.</param>
/// <param name="Advance">How far the pen moves after it.</param>
/// <param name="X">How far right of the pen it stands.</param>
/// <param name="Y">How far above the baseline it stands.</param>
/// <param name="Cluster">The first character of the text that it shows.</param>
internal readonly record struct ShapedGlyph(ushort Glyph, int Advance, int X, int Y, int Cluster);
