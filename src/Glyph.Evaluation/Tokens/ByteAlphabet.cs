namespace Glyph.Evaluation.Tokens;

/// <summary>
/// The letters by which byte-level BPE files write bytes: printable Latin-1 stands for itself, each other byte, in order, for
/// a letter from U+0100 on. Radford et al., "Language models are unsupervised multitask learners", 2019.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Letters = Create();

    /// <summary>The letter of a byte.</summary>
    public static char Letter(byte value) => Letters[value];

    private static char[] Create()
    {
        var letters = new char[256];
        var next = (char)256;
        for (var value = 0; value < letters.Length; value++)
        {
            letters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)value : next++;
        }

        return letters;
    }
}
