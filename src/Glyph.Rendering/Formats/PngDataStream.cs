using System.Buffers;

namespace Glyph.Rendering.Formats;

/// <summary>Cuts what is written to it into the <c>IDAT</c> chunks of a PNG file. Disposing it writes the last one.</summary>
internal sealed class PngDataStream(Stream file) : Stream
{
    private const int ChunkLength = 1 << 16;

    private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(PngChunks.HeadLength + ChunkLength + PngChunks.TailLength);
    private int _length;
    private bool _disposed;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var taken = Math.Min(buffer.Length, ChunkLength - _length);
            buffer[..taken].CopyTo(_chunk.AsSpan(PngChunks.HeadLength + _length));
            _length += taken;
            buffer = buffer[taken..];
            if (_length == ChunkLength)
            {
                WriteChunk();
            }
        }
    }

    /// <summary>Does nothing: chunks are as long as they can be.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            try
            {
                if (_length > 0)
                {
                    WriteChunk();
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(_chunk);
            }
        }

        base.Dispose(disposing);
    }

    private void WriteChunk()
    {
        PngChunks.Write(file, "IDAT"u8, _chunk, _length);
        _length = 0;
    }
}
