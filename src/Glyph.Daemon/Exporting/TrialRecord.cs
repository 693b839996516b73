using Glyph.Core.Configs;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Daemon.Exporting;

/// <summary>One trial as the exported files tell it.</summary>
internal sealed record TrialRecord
{
    public required int Trial { get; init; }

    public required int Generation { get; init; }

    public required TrialStatus Status { get; init; }

    /// <summary>Text tokens / vision tokens over the search texts.</summary>
    public double? Compression { get; init; }

    /// <summary>Text tokens / all tokens charged for the pages of the search texts.</summary>
    public double? AllInclusiveCompression { get; init; }

    /// <summary>What the search measured.</summary>
    public AccuracyEstimate? Accuracy { get; init; }

    /// <summary>The accuracy on fresh lines of the search texts; only when the trial was read again.</summary>
    public AccuracyEstimate? Confirmed { get; init; }

    /// <summary>How many items had each outcome.</summary>
    public IReadOnlyDictionary<ItemOutcome, int>? Outcomes { get; init; }

    /// <summary>Identifiers in what was read.</summary>
    public int? Ids { get; init; }

    /// <summary>Those of them that came back as something else, without a sign of it.</summary>
    public int? WrongIds { get; init; }

    /// <summary>What the judging model says of open answers; apart from the accuracy.</summary>
    public AccuracyEstimate? Judged { get; init; }

    /// <summary>Predicted beside charged tokens.</summary>
    public TokenCheck? Tokens { get; init; }

    public int? Pages { get; init; }

    public long? VisionTokens { get; init; }

    public long? TextTokens { get; init; }

    public required string ConfigHash { get; init; }

    public required RenderConfig Config { get; init; }

    public Genome? Genome { get; init; }

    public required Provenance Provenance { get; init; }

    public IReadOnlyList<string>? Violations { get; init; }

    public string? Error { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The record of a trial.</summary>
    public static TrialRecord Of(Trial trial, AccuracyEstimate? confirmed) => new()
    {
        Trial = trial.Number,
        Generation = trial.Generation,
        Status = trial.Status,
        Compression = trial.Cost?.Compression,
        AllInclusiveCompression = trial.Cost?.AllInclusiveCompression,
        Accuracy = trial.Measurement?.Accuracy,
        Confirmed = confirmed,
        Outcomes = trial.Measurement?.Outcomes,
        Ids = trial.Measurement?.Ids,
        WrongIds = trial.Measurement?.WrongIds,
        Judged = trial.Measurement?.Judged,
        Tokens = trial.Measurement?.Tokens,
        Pages = trial.Cost?.Pages,
        VisionTokens = trial.Cost?.VisionTokens.Features,
        TextTokens = trial.Cost?.TextTokens,
        ConfigHash = trial.ConfigHash,
        Config = trial.Candidate.Config,
        Genome = trial.Candidate.Genome,
        Provenance = trial.Candidate.Provenance,
        Violations = trial.Violations.Count > 0 ? trial.Violations : null,
        Error = trial.Error,
        Seconds = trial.Duration.TotalSeconds,
    };
}
