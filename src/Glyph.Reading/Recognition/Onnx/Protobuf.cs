using System.Buffers.Binary;
using System.Text;

namespace Glyph.Reading.Recognition.Onnx;

/// <summary>One field of a protobuf message.</summary>
/// <param name="Number">Its number in the message's definition.</param>
/// <param name="Raw">The whole field as it is written.</param>
/// <param name="Payload">The content: of a text, a message or packed numbers without its length, of a number its bytes as written.</param>
internal readonly record struct ProtoField(int Number, ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The content as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);
}

/// <summary>Reads and writes protobuf messages field by field, as much of the format as editing a model needs.</summary>
/// <remarks>protobuf.dev, "Encoding": a tag (number and wire type), then a varint, 4 or 8 bytes, or a length and that many bytes.</remarks>
internal static class Protobuf
{
    private const int Varint = 0;
    private const int EightBytes = 1;
    private const int Lengthed = 2;
    private const int FourBytes = 5;

    /// <summary>The fields of a message, in order.</summary>
    /// <exception cref="FormatException">These bytes are no message.</exception>
    public static List<ProtoField> Read(ReadOnlyMemory<byte> message)
    {
        var fields = new List<ProtoField>();
        while (message.Length > 0)
        {
            var tag = ReadVarint(message.Span, out var tagLength);
            var afterTag = message[tagLength..];
            var header = 0;
            var wire = (int)(tag & 7);
            var length = wire switch
            {
                Varint => VarintLength(afterTag.Span),
                EightBytes => 8,
                Lengthed => checked((int)ReadVarint(afterTag.Span, out header)),
                FourBytes => 4,
                _ => throw new FormatException($"a protobuf field has the unknown wire type {wire}"),
            };
            if (length > afterTag.Length - header)
            {
                throw new FormatException("a protobuf field is longer than its message");
            }

            fields.Add(new ProtoField((int)(tag >> 3), message[..(tagLength + header + length)], afterTag.Slice(header, length)));
            message = afterTag[(header + length)..];
        }

        return fields;
    }

    /// <summary>A message of fields.</summary>
    public static byte[] Write(IReadOnlyCollection<ProtoField> fields)
    {
        var message = new byte[fields.Sum(field => field.Raw.Length)];
        var at = 0;
        foreach (var field in fields)
        {
            field.Raw.Span.CopyTo(message.AsSpan(at));
            at += field.Raw.Length;
        }

        return message;
    }

    /// <summary>A text.</summary>
    public static ProtoField Text(int number, string text) => Bytes(number, Encoding.UTF8.GetBytes(text));

    /// <summary>A message, or raw bytes.</summary>
    public static ProtoField Bytes(int number, ReadOnlyMemory<byte> content)
    {
        var raw = new byte[20 + content.Length];
        var at = WriteVarint(raw, ((ulong)number << 3) | Lengthed);
        at += WriteVarint(raw.AsSpan(at), (ulong)content.Length);
        content.Span.CopyTo(raw.AsSpan(at));
        return new ProtoField(number, raw.AsMemory(0, at + content.Length), content);
    }

    /// <summary>A whole number that is not negative.</summary>
    public static ProtoField Number(int number, long value)
    {
        var raw = new byte[20];
        var at = WriteVarint(raw, ((ulong)number << 3) | Varint);
        var end = at + WriteVarint(raw.AsSpan(at), (ulong)value);
        return new ProtoField(number, raw.AsMemory(0, end), raw.AsMemory(at, end - at));
    }

    /// <summary>A 32-bit floating point number.</summary>
    public static ProtoField Float(int number, float value)
    {
        var raw = new byte[14];
        var at = WriteVarint(raw, ((ulong)number << 3) | FourBytes);
        BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(at), value);
        return new ProtoField(number, raw.AsMemory(0, at + 4), raw.AsMemory(at, 4));
    }

    /// <summary>Whole numbers: the content of one number, or of packed ones.</summary>
    public static IEnumerable<long> Numbers(ReadOnlyMemory<byte> content)
    {
        while (content.Length > 0)
        {
            yield return (long)ReadVarint(content.Span, out var length);
            content = content[length..];
        }
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, out int length)
    {
        length = VarintLength(bytes);
        var value = 0UL;
        for (var i = length - 1; i >= 0; i--)
        {
            value = (value << 7) | (uint)(bytes[i] & 0x7F);
        }

        return value;
    }

    private static int VarintLength(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < Math.Min(bytes.Length, 10); i++)
        {
            if (bytes[i] < 0x80)
            {
                return i + 1;
            }
        }

        throw new FormatException("a protobuf number has no end");
    }

    private static int WriteVarint(Span<byte> bytes, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[length++] = (byte)(value | 0x80);
        }

        bytes[length++] = (byte)value;
        return length;
    }
}
