namespace Glyph.Daemon.Exporting;

/// <summary>One file that a search can be exported as.</summary>
internal interface IExportFormat
{
    /// <summary>Its name in options and URLs, such as <c>parquet</c>.</summary>
    string Name { get; }

    /// <summary>The name of those that are asked for together, such as <c>config</c> for the config and its font.</summary>
    string Group { get; }

    /// <summary>What it is, for people.</summary>
    string Title { get; }

    /// <summary>Its media type.</summary>
    string ContentType { get; }

    /// <summary>Whether it is exported unless others are asked for.</summary>
    bool IsDefault { get; }

    /// <summary>The name of its file.</summary>
    string FileName(ExportContext context);

    /// <summary>Writes it.</summary>
    /// <param name="context">What is exported.</param>
    /// <param name="stream">Where to; it is left open.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="Core.GlyphException">It cannot be written for this search.</exception>
    Task WriteAsync(ExportContext context, Stream stream, CancellationToken cancellationToken);
}

/// <summary>An export format of a function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">The name of those that are asked for together.</param>
/// <param name="File">The name of its file.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Title">What it is.</param>
/// <param name="Write">Writes it.</param>
internal sealed record ExportFormat(
    string Name, string Group, Func<ExportContext, string> File, string ContentType, string Title, Func<ExportContext, Stream, CancellationToken, Task> Write) : IExportFormat
{
    /// <inheritdoc/>
    public bool IsDefault { get; init; } = true;

    /// <inheritdoc/>
    public string FileName(ExportContext context) => File(context);

    /// <inheritdoc/>
    public Task WriteAsync(ExportContext context, Stream stream, CancellationToken cancellationToken) => Write(context, stream, cancellationToken);
}
