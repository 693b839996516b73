using System.Collections.Concurrent;
using Glyph.Core.Rendering;
using Glyph.Rendering.Text;
using Glyph.Rendering.Text.Unicode;
using HarfBuzzSharp;

namespace Glyph.Rendering.Fonts;

/// <summary>
/// The font of a config, and those that stand in for what it lacks, all measured in its units. Safe for concurrent use.
/// </summary>
internal sealed class FontSet
{
    private const int LongestCluster = 16;
    private const int VariationToEmoji = 0xFE0F;

    private readonly FontCache _cache;
    private readonly FallbackFonts? _fallback;
    private readonly ConcurrentDictionary<int, FontCharacter> _found = new();
    private readonly ConcurrentDictionary<string, LoadedFont> _clusters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<LoadedFont, LoadedFont> _spaced = new();

    /// <summary>Creates the set.</summary>
    /// <param name="face">The config's font.</param>
    /// <param name="cache">Where fonts are opened.</param>
    /// <param name="fallback">The fonts that stand in; null for none.</param>
    public FontSet(FontFace face, FontCache cache, FallbackFonts? fallback)
    {
        _cache = cache;
        _fallback = fallback;
        Main = cache.Get(face);
    }

    private FontSet(FontSet fonts, int spacing)
    {
        _cache = fonts._cache;
        _fallback = fonts._fallback;
        Main = fonts.Main.Spaced(spacing);
    }

    /// <summary>The config's font.</summary>
    public LoadedFont Main { get; }

    /// <summary>The same fonts with so many units more after every cluster; may be negative.</summary>
    public FontSet Spaced(int spacing) => spacing == Main.LetterSpacing ? this : new(this, spacing);

    /// <summary>By whose rules text is read: without fonts that stand in, by the reference's.</summary>
    public LayoutRules Rules => _fallback is null ? LayoutRules.Reference : LayoutRules.Unicode;

    /// <summary>A character in the first font that has it; in the config's, as missing, if none has.</summary>
    public FontCharacter Character(int codePoint)
    {
        var main = Main.Character(codePoint);
        return main.Glyph != 0 || _fallback is null
            ? main
            : _found.GetOrAdd(codePoint, static (value, fonts) => fonts.FontFor([value], value).Character(value), this);
    }

    /// <summary>The font that shows a cluster whole; the config's if none does.</summary>
    public LoadedFont FontOf(ReadOnlySpan<char> cluster)
    {
        var first = Utf16.CodePoint(cluster, 0, out var length);
        if (length == cluster.Length)
        {
            return Character(first).Font;
        }

        // No font is asked for the whole of an endless pile of marks.
        Span<int> codePoints = stackalloc int[LongestCluster];
        var count = 0;
        var asEmoji = CharacterProperties.Of(first).IsEmoji;
        var isInMain = true;
        for (var i = 0; i < cluster.Length && count < LongestCluster; i += length)
        {
            var codePoint = Utf16.CodePoint(cluster, i, out length);
            asEmoji |= codePoint == VariationToEmoji;
            if (!CharacterClasses.IsIgnorable(codePoint))
            {
                codePoints[count++] = codePoint;
                isInMain &= Main.Character(codePoint).Glyph != 0;
            }
        }

        return isInMain || _fallback is null || IsComposed(codePoints[..count])
            ? Main
            : Remember(cluster, codePoints[..count], asEmoji ? VariationToEmoji : first);
    }

    private LoadedFont Remember(ReadOnlySpan<char> cluster, ReadOnlySpan<int> codePoints, int kind)
    {
        if (_clusters.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(cluster, out var font))
        {
            return font;
        }

        font = FontFor(codePoints, kind);
        if (cluster.Length <= LongestCluster)
        {
            _clusters.TryAdd(cluster.ToString(), font);
        }

        return font;
    }

    private LoadedFont FontFor(ReadOnlySpan<int> codePoints, int kind)
    {
        var emoji = kind == VariationToEmoji || CharacterProperties.Of(kind).IsEmoji;
        if (_fallback!.Find(codePoints, emoji) is { } whole)
        {
            return Open(whole);
        }

        // No font has all of it: the one with its base shows the rest as missing.
        return Main.Character(codePoints[0]).Glyph == 0 && codePoints.Length > 1 && _fallback.Find(codePoints[..1], emoji) is { } part
            ? Open(part)
            : Main;
    }

    /// <summary>A font that stands in, spaced like the config's.</summary>
    private LoadedFont Open(FontFace face) => _spaced.GetOrAdd(_cache.Get(face, Main.UnitsPerEm), static (font, spacing) => font.Spaced(spacing), Main.LetterSpacing);

    /// <summary>Whether the config's font has a letter with its marks as one character.</summary>
    private bool IsComposed(ReadOnlySpan<int> codePoints)
    {
        if (codePoints.Length < 2)
        {
            return false;
        }

        var composed = (uint)codePoints[0];
        foreach (var mark in codePoints[1..])
        {
            if (!UnicodeFunctions.Default.TryCompose(composed, (uint)mark, out composed))
            {
                return false;
            }
        }

        return Main.Character((int)composed).Glyph != 0;
    }
}
