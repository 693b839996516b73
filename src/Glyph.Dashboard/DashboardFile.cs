using System.Security.Cryptography;

namespace Glyph.Dashboard;

/// <summary>A file of the dashboard, to be served as it is.</summary>
public sealed class DashboardFile
{
    internal DashboardFile(string path, ReadOnlyMemory<byte> content)
    {
        Path = path;
        Content = content;
        ContentType = System.IO.Path.GetExtension(path) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content.Span).AsSpan(0, 16))}\"";
        IsImmutable = path.StartsWith("assets/", StringComparison.Ordinal);
    }

    /// <summary>Where it is served, relative to the page: <c>index.html</c>, or <c>assets/...</c>, with <c>/</c> between folders.</summary>
    public string Path { get; }

    /// <summary>The media type, with the character set of texts.</summary>
    public string ContentType { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>A strong entity tag of the bytes, in its quotes.</summary>
    public string ETag { get; }

    /// <summary>Whether the name has a hash of the content, so that a browser may keep the file for ever.</summary>
    public bool IsImmutable { get; }
}
