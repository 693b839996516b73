using System.Globalization;
using Glyph.Core;

namespace Glyph.Store;

/// <summary>The files of one database, and who uses them.</summary>
internal sealed class DatabasePaths
{
    /// <summary>Finds the files of a database; a link stands for what it points to, so that one database has one log.</summary>
    /// <exception cref="StoreException">The path cannot name a file.</exception>
    public DatabasePaths(string path)
    {
        Data = Resolve(path);
        Folder = Path.GetDirectoryName(Data) ?? Data;
        Log = Path.Combine(Folder, $"{Path.GetFileNameWithoutExtension(Data)}-log{Path.GetExtension(Data)}");
        Owner = Data + ".lock";
    }

    /// <summary>The database itself.</summary>
    public string Data { get; }

    /// <summary>The folder of all files.</summary>
    public string Folder { get; }

    /// <summary>The write-ahead log, under LiteDB's usual name. Whoever has it open exclusively owns the database.</summary>
    public string Log { get; }

    /// <summary>The file that names the owner, for messages. It is no lock by itself, so that a stale one blocks nobody.</summary>
    public string Owner { get; }

    /// <summary>Opens the log, or says which process has it.</summary>
    public LogFile TakeOwnership()
    {
        LogFile log;
        try
        {
            log = new LogFile(File.OpenHandle(Log, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            throw new StoreException($"{Data} is in use by {ReadOwner()}; wait for it or name another file with --db", e);
        }

        try
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            File.WriteAllText(Owner, string.Create(CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} (started {process.StartTime.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC)\n"));
        }
        catch
        {
            log.Dispose();
            throw;
        }

        return log;
    }

    private static string Resolve(string path)
    {
        try
        {
            var file = new FileInfo(Path.GetFullPath(path));
            return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"'{path}' cannot be a database: {e.Message}; name another file with --db", e);
        }
    }

    private string ReadOwner()
    {
        try
        {
            var text = File.ReadAllText(Owner).Trim();
            return text.StartsWith("process ", StringComparison.Ordinal) && text.Length < 100 ? text : "another process";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    /// <summary>EAGAIN on Linux (11) and macOS (35), ERROR_SHARING_VIOLATION on Windows (32).</summary>
    private static bool IsSharingViolation(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
