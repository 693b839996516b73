using Glyph.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Glyph.Daemon.Serving;

/// <summary>Errors as problem details (RFC 9457).</summary>
internal static class Problems
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

    /// <summary>Answers an exception that an endpoint threw: known errors with their words, others without.</summary>
    public static async Task OnExceptionAsync(HttpContext context)
    {
        var result = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            InvalidInputException e => Bad(e.Problems),
            BadHttpRequestException e => Results.Problem(Words(e), statusCode: e.StatusCode, title: "Bad request"),
            GlyphException e => Results.Problem(e.Message, statusCode: StatusCodes.Status500InternalServerError, title: "Failed"),
            _ => Results.Problem("Something unexpected happened; the daemon's log says what.", statusCode: StatusCodes.Status500InternalServerError, title: "Unexpected error"),
        };
        await result.ExecuteAsync(context);
    }

    /// <summary>The reason within a reason, which names the field of a body that is no valid JSON.</summary>
    private static string Words(BadHttpRequestException e) => e.InnerException is System.Text.Json.JsonException json ? $"The body is not what it must be: {json.Message}" : e.Message;
}
