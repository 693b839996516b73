using static Glyph.Rendering.Text.Unicode.BidiClass;

namespace Glyph.Rendering.Text.Unicode;

/// <summary>
/// The embedding levels of a paragraph, by the Unicode bidirectional algorithm (UAX #9, revision 50): even levels are
/// written from left to right, odd ones from right to left.
/// </summary>
internal sealed class BidiParagraph
{
    private readonly int _start;
    private readonly byte[] _levels;

    private BidiParagraph(int start, byte level, byte[] levels)
    {
        _start = start;
        Level = level;
        _levels = levels;
    }

    /// <summary>The paragraph's own level: 0 or 1.</summary>
    public byte Level { get; }

    /// <summary>The levels of all its UTF-16 units.</summary>
    public ReadOnlySpan<byte> Levels => _levels;

    /// <summary>The level of a character of the text.</summary>
    /// <param name="position">Its place in the text that the paragraph was cut from.</param>
    public byte LevelAt(int position) => _levels[position - _start];

    /// <summary>Works the levels of a paragraph out.</summary>
    /// <param name="text">A whole text.</param>
    /// <param name="start">Where the paragraph starts in it.</param>
    /// <param name="end">Where it ends. A line break within it is white space.</param>
    /// <param name="level">0 or 1 to state the paragraph's level; otherwise its first strong character decides (P2, P3).</param>
    public static BidiParagraph Of(ReadOnlySpan<char> text, int start, int end, byte? level = null)
    {
        var paragraph = text[start..end];
        var classes = Classes(paragraph);
        var isolates = BidiIsolates.Match(classes);
        var own = level ?? (BidiIsolates.FirstStrong(classes, isolates, 0, classes.Length) is R or AL ? (byte)1 : (byte)0);
        var resolved = (BidiClass[])classes.Clone();
        var levels = BidiExplicitLevels.Resolve(classes, resolved, isolates, own);
        var sequences = new BidiSequences(paragraph, classes, resolved, levels, isolates, own);
        sequences.Resolve();
        ResetWhiteSpace(classes, levels, own);
        return new BidiParagraph(start, own, levels);
    }

    /// <summary>Whether a character is ignored by the algorithm once embeddings are known (X9).</summary>
    public static bool IsRemoved(BidiClass type) => type is BN or LRE or RLE or LRO or RLO or PDF;

    private static BidiClass[] Classes(ReadOnlySpan<char> text)
    {
        var classes = new BidiClass[text.Length];
        for (var i = 0; i < text.Length;)
        {
            var type = CharacterProperties.Of(Utf16.CodePoint(text, i, out var length)).Bidi;
            classes[i++] = type == B ? WS : type;
            if (length == 2)
            {
                classes[i++] = BN;
            }
        }

        return classes;
    }

    /// <summary>L1, for tabs and the paragraph's end; what X9 removed takes the level of what precedes it.</summary>
    private static void ResetWhiteSpace(BidiClass[] classes, byte[] levels, byte own)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if (IsRemoved(classes[i]))
            {
                levels[i] = i > 0 ? levels[i - 1] : own;
            }
        }

        var trailing = true;
        for (var i = levels.Length - 1; i >= 0; i--)
        {
            trailing = classes[i] == S || (trailing && (classes[i] is WS or LRI or RLI or FSI or PDI || IsRemoved(classes[i])));
            if (trailing)
            {
                levels[i] = own;
            }
        }
    }
}
