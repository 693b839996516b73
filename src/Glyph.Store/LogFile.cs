using Microsoft.Win32.SafeHandles;

namespace Glyph.Store;

/// <summary>
/// The write-ahead log. LiteDB writes it from a thread of its own and waits for that thread without end when it dies of
/// an error, so an error is kept here instead of thrown; <see cref="DataFile"/> then refuses to take over what the log
/// does not fully hold, and that error reaches the caller.
/// </summary>
internal sealed class LogFile(SafeFileHandle handle) : DatabaseFile(handle)
{
    private readonly Lock _gate = new();
    private bool _unflushed;
    private Exception? _fault;

    /// <summary>The first error of a write, or null.</summary>
    public Exception? Fault
    {
        get
        {
            lock (_gate)
            {
                return _fault;
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            if (_fault is not null)
            {
                return;
            }

            try
            {
                RandomAccess.Write(Handle, buffer.AsSpan(offset, count), Position);
                Position += count;
                _unflushed = true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _fault = e;
            }
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        lock (_gate)
        {
            if (_fault is not null || !_unflushed)
            {
                return;
            }

            try
            {
                RandomAccess.FlushToDisk(Handle);
                _unflushed = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _fault = e;
            }
        }
    }

    /// <summary>Brings all that was written to the disk.</summary>
    /// <exception cref="IOException">That, or an earlier write, failed.</exception>
    public void Secure()
    {
        Flush();
        if (Fault is { } fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }
}
