using System.Text.Json.Serialization;

namespace Glyph.Daemon.Reporting;

/// <summary>One parameter's share of what decided accuracy, and compression, 0 to 1.</summary>
internal sealed record ImportanceInfo(string Parameter, double Accuracy, double Compression);

/// <summary>How far a search had come, as columns.</summary>
/// <param name="Evaluations">After how many evaluations; of a long search only those at which something changed, and the ones before them.</param>
/// <param name="Hypervolume">The front's.</param>
/// <param name="Best">For each of the accuracies 0.95, 0.98 and 0.99 a column: the best compression at that; 0 where none.</param>
internal sealed record AttainmentColumns(IReadOnlyList<int> Evaluations, IReadOnlyList<double> Hypervolume, IReadOnlyList<IReadOnlyList<double>> Best);

/// <summary>The probability that a trial is on the true front.</summary>
internal sealed record MembershipInfo(int Trial, double Probability);

/// <summary>The trial for a need.</summary>
internal sealed record NeedInfo
{
    public required string Need { get; init; }

    public required bool IsMet { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Trial { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Accuracy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Compression { get; init; }

    public required string Why { get; init; }
}

/// <summary>What a search tells beside its front.</summary>
/// <param name="Importance">By parameter, most for accuracy first; empty where there are too few trials to tell.</param>
/// <param name="Attainment">How far it had come.</param>
/// <param name="Membership">Trials that may be on the true front, most probable first.</param>
/// <param name="Needs">The trial for each need.</param>
internal sealed record AnalysisInfo(
    IReadOnlyList<ImportanceInfo> Importance, AttainmentColumns Attainment, IReadOnlyList<MembershipInfo> Membership, IReadOnlyList<NeedInfo> Needs);
