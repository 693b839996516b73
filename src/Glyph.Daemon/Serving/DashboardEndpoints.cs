using Glyph.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Glyph.Daemon.Serving;

/// <summary>The dashboard's files.</summary>
internal static class DashboardEndpoints
{
    /// <summary>Adds a route for each file: no path of a request is looked up anywhere.</summary>
    public static void Map(WebApplication app)
    {
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => Serve(context, DashboardFiles.Index)).ExcludeFromDescription();
        foreach (var file in DashboardFiles.All)
        {
            app.MapMethods($"/{file.Path}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => Serve(context, file)).ExcludeFromDescription();
        }
    }

    private static IResult Serve(HttpContext context, DashboardFile file)
    {
        context.Response.Headers.ETag = file.ETag;
        context.Response.Headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        return context.Request.Headers.IfNoneMatch == file.ETag ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(file.Content, file.ContentType);
    }
}
