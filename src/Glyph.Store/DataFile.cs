using Microsoft.Win32.SafeHandles;

namespace Glyph.Store;

/// <summary>The pages of the database. They are written in place, so only once the log holds them for good.</summary>
internal sealed class DataFile(SafeFileHandle handle, LogFile log) : DatabaseFile(handle)
{
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        log.Secure();
        RandomAccess.Write(Handle, buffer.AsSpan(offset, count), Position);
        Position += count;
    }

    /// <inheritdoc/>
    public override void Flush() => RandomAccess.FlushToDisk(Handle);
}
