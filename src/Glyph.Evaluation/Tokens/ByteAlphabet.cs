namespace Glyph.Evaluation.Tokens;

/// <summary>
/// The letters by which byte-level BPE files write bytes: printable Latin-1 stands for itself, each other byte, in order, for
/// a letter from U+0100 on. Radford et al., "Language models are unsupervised multitask learners", 2019.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly Dictionary<char, byte> Bytes = Create();

    /// <summary>The bytes of a token.</summary>
    /// <exception cref="FormatException">It holds a letter that stands for no byte.</exception>
    public static byte[] Decode(string token) =>
        [.. token.Select(letter => Bytes.TryGetValue(letter, out var value)
            ? value
            : throw new FormatException($"the token '{token}' holds '{letter}', which stands for no byte"))];

    private static Dictionary<char, byte> Create()
    {
        var bytes = new Dictionary<char, byte>();
        var next = (char)256;
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            var isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            bytes[isPrintable ? (char)value : next++] = (byte)value;
        }

        return bytes;
    }
}
