using Glyph.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Glyph.Daemon.Serving;

/// <summary>Errors as problem details (RFC 9457).</summary>
internal static partial class Problems
{
    /// <summary>Bad input: every problem of it.</summary>
    public static IResult Bad(IReadOnlyList<string> problems) => Results.Json(
        new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "Bad input",
            Detail = string.Join('\n', problems),
            Extensions = { ["errors"] = problems },
        },
        statusCode: StatusCodes.Status400BadRequest,
        contentType: "application/problem+json");

    /// <summary>Something that is not there.</summary>
    public static IResult Missing(string what) => Results.Problem(what, statusCode: StatusCodes.Status404NotFound, title: "Not found");

    /// <summary>Something that cannot be done as things stand.</summary>
    public static IResult Conflict(string why) => Results.Problem(why, statusCode: StatusCodes.Status409Conflict, title: "Conflict");

    /// <summary>Writes a problem outside of an endpoint.</summary>
    public static Task WriteAsync(HttpContext context, int status, string title, string detail) =>
        Results.Problem(detail, statusCode: status, title: title).ExecuteAsync(context);

    /// <summary>Answers errors that an endpoint threw on purpose.</summary>
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidInputException e)
        {
            return Bad(e.Problems);
        }
        catch (StoreException e) when (e.IsRefusal)
        {
            return Conflict(e.Message);
        }
        catch (GlyphException e) when (e is not StoreException)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status500InternalServerError, title: "Failed");
        }
    }

    /// <summary>Answers what else was thrown: a body that is not what it must be with its place, the unexpected without its words, which go to the log.</summary>
    public static async Task OnExceptionAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is BadHttpRequestException bad)
        {
            await WriteAsync(context, bad.StatusCode, "Bad request", Words(bad));
            return;
        }

        Log(context.RequestServices.GetRequiredService<ILogger<DaemonHost>>(), error, context.Request.Method, context.Request.Path);
        await WriteAsync(context, StatusCodes.Status500InternalServerError, "Unexpected error", "Something unexpected happened; the daemon's log says what.");
    }

    /// <summary>The reason within a reason, which names the field of a body that is no valid JSON.</summary>
    private static string Words(BadHttpRequestException e) => e.InnerException is System.Text.Json.JsonException json ? $"The body is not what it must be: {json.Message}" : e.Message;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Log(ILogger logger, Exception? exception, string method, string path);
}
