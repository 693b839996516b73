namespace Glyph.Daemon.Exporting;

/// <summary>What was exported, and where.</summary>
/// <param name="Folder">The folder; null where only an archive was asked for.</param>
/// <param name="Receipt">What proves the exported config; null where none was asked for.</param>
internal sealed record ExportResult(string? Folder, Receipt? Receipt)
{
    /// <summary>The search.</summary>
    public string? Search { get; init; }

    /// <summary>The names of the files in the folder that were written, in order.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The archive that was written; null where none was asked for.</summary>
    public string? Archive { get; init; }
}
