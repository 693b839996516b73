using Glyph.Core.Rendering;

namespace Glyph.Rendering.Fonts;

/// <summary>
/// The fonts that stand in for what another lacks, in an order that depends on their names alone: the shipped ones first,
/// those for a script before those that have a little of everything. Each is opened when it is first asked.
/// </summary>
internal sealed class FallbackFonts : IDisposable
{
    // For text as text, DejaVu Sans; then a font a script; emoji last, because its font has letters' marks and digits, too.
    private static readonly string[] Preferred =
    [
        "DejaVu Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Thai",
        "Noto Sans SC", "Noto Sans KR", EmojiFont,
    ];

    private const string EmojiFont = "Noto Emoji";

    private readonly Lazy<IReadOnlyList<Candidate>> _text;
    private readonly Lazy<IReadOnlyList<Candidate>> _emoji;

    /// <summary>Creates the list over all fonts at hand.</summary>
    public FallbackFonts(IFontCatalog fonts)
    {
        _text = new(() => [.. fonts.All
            .Select(face => (Face: face, Rank: Array.IndexOf(Preferred, face.Shipped ? face.Name : "")))
            .OrderBy(font => font.Rank >= 0 ? font.Rank : Preferred.Length)
            .ThenBy(font => font.Face.Shipped ? 0 : 1)
            .ThenBy(font => font.Face.Name, StringComparer.Ordinal)
            .Select(font => new Candidate(font.Face))]);
        _emoji = new(() => [.. _text.Value.OrderBy(font => string.Equals(font.Face.Name, EmojiFont, StringComparison.Ordinal) ? 0 : 1)]);
    }

    /// <summary>The first font that has all of some characters; null if none has.</summary>
    /// <param name="codePoints">The characters.</param>
    /// <param name="emoji">Whether a font of emoji is asked first.</param>
    public FontFace? Find(ReadOnlySpan<int> codePoints, bool emoji)
    {
        foreach (var candidate in (emoji ? _emoji : _text).Value)
        {
            if (candidate.HasAll(codePoints))
            {
                return candidate.Face;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_text.IsValueCreated)
        {
            foreach (var candidate in _text.Value)
            {
                candidate.Dispose();
            }
        }
    }

    private sealed class Candidate(FontFace face) : IDisposable
    {
        private readonly Lazy<FontCoverage?> _coverage = new(() => FontCoverage.Open(face));

        public FontFace Face => face;

        public bool HasAll(ReadOnlySpan<int> codePoints)
        {
            foreach (var codePoint in codePoints)
            {
                if (_coverage.Value?.Has(codePoint) != true)
                {
                    return false;
                }
            }

            return true;
        }

        public void Dispose()
        {
            if (_coverage.IsValueCreated)
            {
                _coverage.Value?.Dispose();
            }
        }
    }
}
