using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Glyph.Daemon.Serving;

/// <summary>Sessions of browsers, which cannot send a key with an image or a stream of events.</summary>
internal static class SessionEndpoints
{
    /// <summary>The name of the rate limit of attempts to give a key.</summary>
    public const string Limit = "keys";

    /// <summary>Adds the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/session", Open).WithSummary("Gives a key once, and gets a cookie that stands for it.").Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status401Unauthorized).RequireRateLimiting(Limit);
        api.MapDelete("/session", Close).WithSummary("Ends the session.").Produces(StatusCodes.Status204NoContent);
    }

    private static IResult Open([FromBody] GivenKey given, HttpContext context, DaemonOptions options, ApiKeys keys, Sessions sessions)
    {
        if (!options.NeedsKey)
        {
            return Results.NoContent();
        }

        if (keys.Find(given.Key) is not { } key)
        {
            return Results.Problem("The key is not one of this daemon's.", statusCode: StatusCodes.Status401Unauthorized, title: "Wrong key");
        }

        context.Response.Cookies.Append(Sessions.Cookie, sessions.Open(key), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
        });
        return Results.NoContent();
    }

    private static IResult Close(HttpContext context, Sessions sessions)
    {
        if (context.Request.Cookies[Sessions.Cookie] is { } secret)
        {
            sessions.Close(secret);
        }

        context.Response.Cookies.Delete(Sessions.Cookie);
        return Results.NoContent();
    }
}

/// <summary>The body with which a key is given.</summary>
internal sealed record GivenKey
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }
}
