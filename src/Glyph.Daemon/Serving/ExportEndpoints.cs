using System.IO.Compression;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Exporting;
using Glyph.Daemon.Operations;
using Glyph.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Glyph.Daemon.Serving;

/// <summary>Exports of searches.</summary>
internal static class ExportEndpoints
{
    /// <summary>Adds the routes.</summary>
    public static void Map(RouteGroupBuilder api) => api.MapPost("/searches/{id}/export", ExportAsync)
        .WithSummary("Exports a search: a zip of what 'glyph export' writes. The proof on held-out text is measured now, unless the search has it; served models are asked, within the search's limits.")
        .Produces<byte[]>(contentType: "application/zip");

    private static async Task<IResult> ExportAsync(
        string id, [FromBody] ExportChoice choice, LiteDbSearchStore store, MeteredLedger ledger, SearchSessionFactory sessions, SearchExporter exporter, CancellationToken cancellationToken)
    {
        if (SearchEndpoints.Find(store, id) is not { } search)
        {
            return SearchEndpoints.NoSearch(id);
        }

        var folder = Directory.CreateTempSubdirectory("glyph-export-");
        try
        {
            using var session = sessions.Open(search, ledger);
            await exporter.ExportAsync(store, search, session, choice.Rule(), folder.FullName, cancellationToken);
            using var packed = new MemoryStream();
            using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var file in folder.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
                {
                    archive.CreateEntryFromFile(file.FullName, file.Name);
                }
            }

            return Results.Bytes(packed.ToArray(), "application/zip", $"{search.Id}.zip");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
