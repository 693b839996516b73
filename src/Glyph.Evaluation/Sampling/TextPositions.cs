using System.Text;
using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Sampling;

/// <summary>
/// The letters and digits of one part of a corpus, numbered through all items: what a sample is drawn from. So the rules of
/// a table, or a line of brackets alone, are read only beside words: they carry nothing that could be misread.
/// </summary>
internal sealed class TextPositions
{
    private readonly int[][] _offsets;

    /// <summary>Numbers the characters of all items.</summary>
    public TextPositions(IReadOnlyList<CorpusItem> items)
    {
        _offsets = [.. items.Select(item => LetterOffsets(item.Text))];
        Starts = new int[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            Starts[i] = Count;
            Count += _offsets[i].Length;
        }
    }

    /// <summary>How many letters and digits there are.</summary>
    public int Count { get; }

    /// <summary>The number of each item's first letter or digit.</summary>
    public int[] Starts { get; }

    /// <summary>Where the letters and digits of an item stand in its text, in UTF-16 units, rising.</summary>
    public ReadOnlySpan<int> Offsets(int item) => _offsets[item];

    /// <summary>How many letters and digits a text has.</summary>
    public static int CountOf(string text) => text.EnumerateRunes().Count(Rune.IsLetterOrDigit);

    private static int[] LetterOffsets(string text)
    {
        var offsets = new List<int>(text.Length);
        var offset = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                offsets.Add(offset);
            }

            offset += rune.Utf16SequenceLength;
        }

        return [.. offsets];
    }
}
