using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Glyph.Daemon.Operations;

/// <summary>Where log lines go: to standard error, a line an event, with the search's id in its scope.</summary>
internal static class Logs
{
    private const string Time = "yyyy-MM-ddTHH:mm:ss.fffZ ";

    /// <summary>Adds them.</summary>
    /// <param name="builder">What is built.</param>
    /// <param name="json">Whether lines are JSON objects.</param>
    public static void Add(WebApplicationBuilder builder, bool json)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting", LogLevel.Warning);

        // The daemon's own handler answers errors, and logs those that nobody expects.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (json)
        {
            builder.Logging.AddJsonConsole(console => (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, Time.Trim()));
        }
        else
        {
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, Time));
        }
    }
}
