using System.Buffers.Binary;
using Glyph.Assets;

namespace Glyph.Rendering.Text.Unicode;

/// <summary>What the Unicode Character Database says of a character.</summary>
internal readonly struct CharacterProperties(uint word)
{
    private const int BlockBits = 7;
    private static readonly Table Data = Table.Read();

    /// <summary>Its class in line breaking, as the database has it: rule LB1 is not applied.</summary>
    public LineBreakClass LineBreak => (LineBreakClass)(word & 0xFF);

    /// <summary>Its class in bidirectional text.</summary>
    public BidiClass Bidi => (BidiClass)((word >> 8) & 0xFF);

    /// <summary>Whether it is East Asian: full-width, half-width or wide (UAX #11).</summary>
    public bool IsEastAsian => Has(0);

    /// <summary>Whether it is opening quotation (Pi).</summary>
    public bool IsInitialQuote => Has(1);

    /// <summary>Whether it is closing quotation (Pf).</summary>
    public bool IsFinalQuote => Has(2);

    /// <summary>Whether it is set aside for emoji of the future.</summary>
    public bool IsFutureEmoji => Has(3);

    /// <summary>Whether it shows as emoji unless asked not to.</summary>
    public bool IsEmoji => Has(4);

    /// <summary>Whether it is a mark on, or beside, another character (Mn, Mc).</summary>
    public bool IsMark => Has(5);

    /// <summary>Whether it opens a pair of brackets.</summary>
    public bool OpensBracket => Has(6);

    /// <summary>Whether it closes a pair of brackets.</summary>
    public bool ClosesBracket => Has(7);

    /// <summary>The properties of a character; lone surrogates have some, too.</summary>
    public static CharacterProperties Of(int codePoint) =>
        new(Data.Words[Data.Entries[(Data.Index[codePoint >> BlockBits] << BlockBits) | (codePoint & ((1 << BlockBits) - 1))]]);

    /// <summary>The other bracket of a pair; the character itself where it is none.</summary>
    public static int OtherBracket(int codePoint) => Data.Brackets.GetValueOrDefault(codePoint, codePoint);

    private bool Has(int flag) => ((word >> (16 + flag)) & 1) != 0;

    /// <summary>The table that <c>unicode.mjs</c> writes: distinct combinations, an index of blocks, the blocks, brackets.</summary>
    private sealed record Table(uint[] Words, ushort[] Index, byte[] Entries, Dictionary<int, int> Brackets)
    {
        public static Table Read()
        {
            using var stream = ShippedAssets.OpenUnicodeTable();
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var at = 0;
            var words = new uint[Next()];
            var entries = new byte[Next() << BlockBits];
            var pairs = Next();
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = (uint)Next();
            }

            var index = new ushort[0x110000 >> BlockBits];
            for (var i = 0; i < index.Length; i++, at += sizeof(ushort))
            {
                index[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
            }

            bytes.AsSpan(at, entries.Length).CopyTo(entries);
            at += entries.Length;
            var brackets = new Dictionary<int, int>(pairs);
            for (var i = 0; i < pairs; i++)
            {
                var bracket = Next();
                brackets.Add(bracket, Next());
            }

            return new Table(words, index, entries, brackets);

            int Next()
            {
                var value = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
                at += sizeof(int);
                return value;
            }
        }
    }
}
