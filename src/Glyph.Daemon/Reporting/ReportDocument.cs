using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Glyph.Daemon.Reporting;

/// <summary>What an exported HTML file carries: one or several searches.</summary>
internal sealed record Report(IReadOnlyList<ReportDocument> Searches);

/// <summary>
/// What the dashboard shows of one search: the same document comes from the live API and stands in an exported report. Its JSON is a
/// contract; <c>Glyph.Dashboard/src/data/document.ts</c> states it. A member that may be left out there is null here; one that may
/// be null there is written as null.
/// </summary>
internal sealed record ReportDocument
{
    public string Format => "glyph-report";

    public int Version => 1;

    /// <summary>The version of Glyph.</summary>
    public required string Glyph { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    public required SearchInfo Search { get; init; }

    /// <summary>The number of the published config's trial; null before it was read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Mark { get; init; }

    /// <summary>The number of the recommended trial; null where nothing can be recommended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Recommended { get; init; }

    public required TrialColumns Trials { get; init; }

    public required IReadOnlyList<GenerationInfo> Generations { get; init; }

    /// <summary>Null where the search has too few trials.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public AnalysisInfo? Analysis { get; init; }

    public required IReadOnlyList<JournalInfo> Journal { get; init; }

    /// <summary>Live only: the id of the newest event that the document holds.</summary>
    public long? LastEvent { get; init; }

    /// <summary>In an exported report only: of the front's trials, the mark and the recommended one.</summary>
    public IReadOnlyList<TrialDetail>? Details { get; init; }

    /// <summary>In an exported report only: pages of the same trials.</summary>
    public IReadOnlyList<TrialPages>? Pages { get; init; }

    /// <summary>In an exported report only: the receipt of the export, as in receipt.json.</summary>
    public JsonObject? Receipt { get; init; }
}
