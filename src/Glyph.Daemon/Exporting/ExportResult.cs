namespace Glyph.Daemon.Exporting;

/// <summary>What was exported, and where.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Receipt">What proves the exported config.</param>
internal sealed record ExportResult(string Folder, Receipt Receipt);
