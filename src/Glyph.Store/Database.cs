using Glyph.Core;
using LiteDB;
using LiteDB.Engine;

namespace Glyph.Store;

/// <summary>
/// One open LiteDB file. A committed write is on the disk when <see cref="Write"/> returns: LiteDB queues log pages to
/// a thread and a commit does not wait for it, but a checkpoint does, so every write ends with one. A process killed before
/// that leaves a log whose last transaction is whole or ignored; opening takes the whole ones over.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DatabasePaths _paths;
    private readonly LogFile _log;
    private readonly DataFile _data;
    private readonly LiteDatabase _lite;
    private Exception? _broken;
    private bool _disposed;

    private Database(DatabasePaths paths, LogFile log, DataFile data)
    {
        (_paths, _log, _data) = (paths, log, data);
        _lite = new LiteDatabase(new LiteEngine(new EngineSettings { DataStream = data, LogStream = log }));
    }

    /// <summary>The database file.</summary>
    public string Path => _paths.Data;

    /// <summary>Opens a database; creates it from a template where there is none.</summary>
    /// <exception cref="StoreException">It cannot be opened; the message says what to do.</exception>
    public static Database Open(string path, Func<byte[]> template)
    {
        var paths = new DatabasePaths(path);
        LogFile? log = null;
        DataFile? data = null;
        try
        {
            DatabaseCheck.BeforeOpening(paths);
            Directory.CreateDirectory(paths.Folder);
            log = paths.TakeOwnership();
            if (!File.Exists(paths.Data) || new FileInfo(paths.Data).Length == 0)
            {
                Create(paths, log, template());
            }

            data = new DataFile(File.OpenHandle(paths.Data, FileMode.Open, FileAccess.ReadWrite), log);
            DatabaseCheck.BeforeRecovery(data, log);
            var database = new Database(paths, log, data);
            database._lite.Checkpoint();
            DatabaseCheck.AfterOpening(paths, database._lite);
            Schema.Upgrade(database._lite);
            database._lite.Checkpoint();
            log.Secure();
            return database;
        }
        catch (Exception e)
        {
            data?.Dispose();
            log?.Dispose();
            if (e is StoreException)
            {
                throw;
            }

            throw e is UnauthorizedAccessException or IOException and not EndOfStreamException
                ? new StoreException($"{paths.Data} cannot be opened: {e.Message.TrimEnd('.')}; free the file or the disk, or name another file with --db", e)
                : DatabaseCheck.Damaged(paths, e);
        }
    }

    /// <summary>Reads under the store's lock.</summary>
    public T Read<T>(Func<LiteDatabase, T> read)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            try
            {
                return read(_lite);
            }
            catch (Exception e) when (e is not GlyphException)
            {
                throw DatabaseCheck.Damaged(_paths, e);
            }
        }
    }

    /// <summary>Writes in one transaction that is on the disk at return; an error rolls all of it back.</summary>
    public void Write(Action<LiteDatabase> write)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            var isWriting = false;
            try
            {
                _lite.BeginTrans();
                isWriting = true;
                write(_lite);
                isWriting = false;
                _lite.Commit();
                _lite.Checkpoint();
                _log.Secure();
            }
            catch (GlyphException) when (isWriting)
            {
                RollBack();
                throw;
            }
            catch (Exception e) when (isWriting && _log.Fault is null && e is not (IOException or UnauthorizedAccessException))
            {
                // The files are sound, and the record is at fault: too large a document, a sum beyond its type, a key that cannot be.
                RollBack();
                throw new StoreException($"{_paths.Data} cannot hold the record: {e.Message}", e) { IsRefusal = true };
            }
            catch (Exception e)
            {
                _broken = _log.Fault ?? e;
                throw Unwritable(_broken);
            }
        }
    }

    /// <summary>Copies the file as it is between two writes: every write ends in a checkpoint, so that the file alone is whole.</summary>
    /// <exception cref="StoreException">The copy is there already, or cannot be written.</exception>
    public void CopyTo(string path)
    {
        var aside = path + ".new";
        try
        {
            using (var copy = new FileStream(aside, FileMode.Create, FileAccess.Write))
            {
                lock (_gate)
                {
                    ThrowIfUnusable();
                    using var source = new FileStream(_paths.Data, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                    source.CopyTo(copy);
                }

                copy.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(aside);
            throw new StoreException($"{path}: the copy cannot be written: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _lite.Dispose();
            _data.Dispose();
            File.Delete(_paths.Owner);
            _log.Dispose();
        }
    }

    /// <summary>Creates the file in one step, so that a killed process leaves a whole database or none.</summary>
    private static void Create(DatabasePaths paths, LogFile log, byte[] template)
    {
        if (log.Length > 0)
        {
            throw new StoreException($"{paths.Data} is missing, but {paths.Log} still holds writes to it; bring the database back, or remove the log to begin a new one");
        }

        var aside = paths.Data + ".new";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            file.Write(template);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, paths.Data, overwrite: true);
    }

    /// <summary>Takes back what the transaction wrote; where that fails, nobody knows what stands in the file.</summary>
    private void RollBack()
    {
        try
        {
            _lite.Rollback();
        }
        catch (Exception e)
        {
            _broken = _log.Fault ?? e;
            throw Unwritable(_broken);
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_broken is not null)
        {
            throw Unwritable(_broken);
        }
    }

    private StoreException Unwritable(Exception cause) => new(
        $"{_paths.Data} cannot be written: {cause.Message.TrimEnd('.')}. What was stored before is safe; make room on the disk, then go on with 'glyph resume'", cause);
}
