namespace Glyph.Core;

/// <summary>
/// The letters by which byte-level BPE files write bytes: printable Latin-1 stands for itself, each other byte, in order, for
/// a letter from U+0100 on. Radford et al., "Language models are unsupervised multitask learners", 2019.
/// </summary>
public static class ByteAlphabet
{
    private static readonly char[] Letters = Create();
    private static readonly Dictionary<char, byte> Bytes = Letters.Index().ToDictionary(p => p.Item, p => (byte)p.Index);

    /// <summary>The letter of a byte.</summary>
    public static char Letter(byte value) => Letters[value];

    /// <summary>The bytes that a token stands for, or null where one of its letters stands for none.</summary>
    public static byte[]? Decode(string token)
    {
        var bytes = new byte[token.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!Bytes.TryGetValue(token[i], out bytes[i]))
            {
                return null;
            }
        }

        return bytes;
    }

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
