using Microsoft.Win32.SafeHandles;

namespace Glyph.Store;

/// <summary>A file of the database as LiteDB's engine reads and writes it, without a buffer in this process.</summary>
internal abstract class DatabaseFile(SafeFileHandle handle) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => RandomAccess.GetLength(handle);

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <summary>The open file.</summary>
    protected SafeFileHandle Handle => handle;

    /// <summary>Fills the buffer. The engine asks for whole pages only, so a shorter answer means a truncated file.</summary>
    public override int Read(byte[] buffer, int offset, int count)
    {
        for (var filled = 0; filled < count;)
        {
            var read = RandomAccess.Read(handle, buffer.AsSpan(offset + filled, count - filled), Position);
            if (read == 0)
            {
                throw new EndOfStreamException("the file ends early");
            }

            filled += read;
            Position += read;
        }

        return count;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    };

    /// <inheritdoc/>
    public override void SetLength(long value) => RandomAccess.SetLength(handle, value);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            handle.Dispose();
        }

        base.Dispose(disposing);
    }
}
