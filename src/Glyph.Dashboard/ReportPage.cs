using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Glyph.Dashboard;

/// <summary>
/// An exported report: the same dashboard and its data in one HTML file that opens from anywhere, offline. A policy within it
/// allows its own script and style, by their hashes, and no connection at all.
/// </summary>
public static class ReportPage
{
    private static readonly string Script = Inline(".js", "script");
    private static readonly string Style = Inline(".css", "style");

    /// <summary>Writes the page.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="reportJson">A <c>Report</c> of <c>src/data/document.ts</c> as UTF-8 JSON; its images are <c>data:</c> URLs.</param>
    public static void Write(Stream output, ReadOnlySpan<byte> reportJson)
    {
        ArgumentNullException.ThrowIfNull(output);
        Text(output, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <link rel="icon" href="data:,">
            <title>Glyph</title>
            <style>{Style}</style>
            </head>
            <body>
            <div id="app"></div>
            <noscript>This report needs JavaScript; everything is in this file, nothing is loaded.</noscript>
            <script type="application/octet-stream;base64" id="report">
            """);
        Data(output, reportJson);
        Text(output, $"""
            </script>
            <script type="module">{Script}</script>
            </body>
            </html>

            """);
    }

    /// <summary>What the page may do.</summary>
    internal static string Policy { get; } =
        $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; img-src data: blob:; base-uri 'none'; form-action 'none'";

    private static void Text(Stream output, string text) => output.Write(Encoding.UTF8.GetBytes(text));

    private static void Data(Stream output, ReadOnlySpan<byte> json)
    {
        // Base64 has no character that could end the element or begin another.
        using var base64 = new CryptoStream(output, new ToBase64Transform(), CryptoStreamMode.Write, leaveOpen: true);
        using var gzip = new GZipStream(base64, CompressionLevel.SmallestSize, leaveOpen: true);
        gzip.Write(json);
    }

    private static string Hash(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    private static string Inline(string extension, string element)
    {
        var file = DashboardFiles.All.Single(file => file.Path.EndsWith(extension, StringComparison.Ordinal));
        // A browser hashes what it parsed, and parsing makes line ends one.
        var text = Encoding.UTF8.GetString(file.Content.Span).ReplaceLineEndings("\n");
        if (text.Contains($"</{element}", StringComparison.OrdinalIgnoreCase) || text.Contains("<!--", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{file.Path} cannot stand within a page: it has '</{element}' or '<!--' in it.");
        }

        return text;
    }
}
