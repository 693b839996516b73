using System.Globalization;
using Glyph.Core;
using Glyph.Daemon.Events;
using Glyph.Daemon.Exporting;
using Glyph.Daemon.Queueing;
using Glyph.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glyph.Daemon.Serving;

/// <summary>What operators ask: whether the daemon lives and is ready, what it is, and a copy of its database.</summary>
internal static class OperationEndpoints
{
    /// <summary>Adds the routes.</summary>
    public static void Map(WebApplication app, RouteGroupBuilder api)
    {
        app.MapGet(Routes.Live, () => Results.Json(new { Status = "live" }, GlyphJson.Compact)).ExcludeFromDescription();
        app.MapGet(Routes.Ready, Ready).ExcludeFromDescription();
        api.MapGet("/about", About).WithSummary("What answers here.").Produces<DaemonAbout>();
        api.MapGet("/backup", Backup).WithSummary("A whole copy of the database, made while searches run.").Produces<byte[]>(contentType: "application/octet-stream");
    }

    private static IResult Ready(LiteDbSearchStore store)
    {
        try
        {
            store.LastChange();
            return Results.Json(new { Status = "ready" }, GlyphJson.Compact);
        }
        catch (Exception e) when (e is StoreException or ObjectDisposedException)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not ready");
        }
    }

    private static IResult About(LiteDbSearchStore store, SearchQueue queue, SearchCatalog catalog, DaemonOptions options) => Results.Json(
        new DaemonAbout(ComponentVersions.Glyph, Environment.ProcessId, store.Location, options.NeedsKey, queue.Running, catalog.Waiting), GlyphJson.Compact);

    /// <summary>Copies to a file aside, which is gone when it was sent: a slow client holds up no search.</summary>
    private static IResult Backup(LiteDbSearchStore store, TimeProvider time)
    {
        var path = Path.Combine(Path.GetTempPath(), $"glyph-{Path.GetRandomFileName()}.db");
        store.CopyTo(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.DeleteOnClose | FileOptions.SequentialScan);
        return Results.Stream(file, "application/octet-stream", string.Create(CultureInfo.InvariantCulture, $"glyph-{time.GetUtcNow():yyyyMMdd-HHmmss}.db"));
    }
}

/// <summary>What answers.</summary>
/// <param name="Version">The version of Glyph.</param>
/// <param name="Process">The daemon's process id.</param>
/// <param name="Database">Its database.</param>
/// <param name="NeedsKey">Whether requests need a key.</param>
/// <param name="Running">The ids of the searches that run.</param>
/// <param name="Waiting">How many wait for their turn.</param>
internal sealed record DaemonAbout(string Version, int Process, string Database, bool NeedsKey, IReadOnlyList<string> Running, int Waiting);
