using System.Text.Json;
using Glyph.Core;

namespace Glyph.Daemon.Operations;

/// <summary>The file beside a database that says where the daemon that owns it listens, so that commands on the same machine find it.</summary>
/// <param name="Url">An address of the daemon.</param>
/// <param name="Process">Its process id.</param>
internal sealed record DaemonFile(Uri Url, int Process)
{
    /// <summary>The file of a database.</summary>
    public static string PathOf(string database) => $"{Resolve(database)}.daemon.json";

    /// <summary>The file that a database's path means; a link stands for what it points to, as for the store.</summary>
    public static string Resolve(string database)
    {
        var file = new FileInfo(Path.GetFullPath(database));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
    }

    /// <summary>Writes the file of a daemon that listens.</summary>
    public void Write(string database) => AtomicFile.WriteText(PathOf(database), JsonSerializer.Serialize(this, GlyphJson.Indented) + "\n");

    /// <summary>The daemon that says it owns a database; null where none does. After a kill the file may be stale: whoever uses it asks the daemon whose it is.</summary>
    public static DaemonFile? Read(string database)
    {
        try
        {
            return JsonSerializer.Deserialize<DaemonFile>(File.ReadAllText(PathOf(database)), GlyphJson.Indented);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Removes the file.</summary>
    public static void Remove(string database) => File.Delete(PathOf(database));
}
