using Glyph.Dashboard;
using Microsoft.AspNetCore.Http;

namespace Glyph.Daemon.Serving;

/// <summary>What every request passes: headers for browsers, the origin of what changes something, and the key.</summary>
internal sealed class Guard(RequestDelegate next, DaemonOptions options, ApiKeys keys, Sessions sessions)
{
    /// <summary>Where the name of a request's key is kept, for its log lines and its rate.</summary>
    public const string KeyName = "glyph.key";

    /// <summary>Lets a request through, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        SetHeaders(context.Response.Headers);
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && IsForeign(request))
        {
            await Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "Foreign origin", "A page of another origin may not change anything here.");
            return;
        }

        if (options.NeedsKey && !IsOpen(request.Path))
        {
            if (NameOf(request) is not { } name)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                await Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, "Key needed", "This daemon asks for a key: send it as 'Authorization: Bearer KEY'. Its operator makes one with 'glyph key create NAME'.");
                return;
            }

            context.Items[KeyName] = name;
        }

        await next(context);
    }

    /// <summary>What is answered without a key: whether the daemon lives, the dashboard's files, which hold nothing of a search, and where a key is given. All else is closed.</summary>
    private static bool IsOpen(PathString path) =>
        path.Equals(Routes.Live, StringComparison.Ordinal) || path.Equals(Routes.Ready, StringComparison.Ordinal) || path.Equals(Routes.Session, StringComparison.Ordinal)
        || path.Equals("/", StringComparison.Ordinal) || DashboardFiles.Find(path.Value?.TrimStart('/') ?? "") is not null;

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = DashboardFiles.ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }

    /// <summary>Whether a browser says that the request was made by a page of another origin.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none"))
        {
            return true;
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private string? NameOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return keys.NameOf(header[scheme.Length..].Trim());
        }

        return request.Cookies[Sessions.Cookie] is { } secret ? sessions.NameOf(secret, keys) : null;
    }
}
