using System.Text;

namespace Glyph.Core.Corpora;

/// <summary>Decodes a stream of strict UTF-8 chunk by chunk.</summary>
/// <param name="stream">The stream, at its beginning.</param>
internal sealed class Utf8Chunks(Stream stream)
{
    private const int BytesAtOnce = 1 << 16;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Decoder _decoder = Strict.GetDecoder();
    private readonly byte[] _bytes = new byte[BytesAtOnce];
    private readonly char[] _chars = new char[Strict.GetMaxCharCount(BytesAtOnce)];
    private long _position;
    private bool _hasNul;
    private bool _ended;

    /// <summary>Where the first byte is that is not UTF-8, once <see cref="Next"/> has thrown.</summary>
    public long BadByte { get; private set; }

    /// <summary>The next characters; false at the end.</summary>
    /// <exception cref="DecoderFallbackException">What comes next is not UTF-8.</exception>
    public bool Next(out ReadOnlySpan<char> chunk)
    {
        chunk = default;
        if (_ended)
        {
            return false;
        }

        var start = _position;
        var count = Read();
        try
        {
            chunk = _chars.AsSpan(0, _decoder.GetChars(_bytes.AsSpan(0, count), _chars, flush: _ended));
            return true;
        }
        catch (DecoderFallbackException e)
        {
            BadByte = Math.Max(0, start + e.Index);
            throw;
        }
    }

    /// <summary>Whether a byte of the stream is 0; reads what is left of it.</summary>
    public bool HasNul()
    {
        while (!_ended)
        {
            Read();
        }

        return _hasNul;
    }

    private int Read()
    {
        var count = stream.ReadAtLeast(_bytes, BytesAtOnce, throwOnEndOfStream: false);
        _position += count;
        _ended = count < BytesAtOnce;
        _hasNul |= _bytes.AsSpan(0, count).Contains((byte)0);
        return count;
    }
}
