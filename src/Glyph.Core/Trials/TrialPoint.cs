namespace Glyph.Core.Trials;

/// <summary>
/// The numbers of a trial, without its config and what was read: all that fronts, credit and choices look at, small enough that
/// a hundred thousand of them fit in memory and are loaded at once.
/// </summary>
public sealed record TrialPoint
{
    /// <summary>The trial's number.</summary>
    public required int Number { get; init; }

    /// <summary>The generation that asked for it.</summary>
    public required int Generation { get; init; }

    /// <summary>What became of it.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>Who proposed it.</summary>
    public required string Proposer { get; init; }

    /// <summary>The hash of its config.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>The hash of its pages; see <see cref="Trial.PagesHash"/>.</summary>
    public string? PagesHash { get; init; }

    /// <summary>The exact compression over the search texts; null where layout failed.</summary>
    public double? Compression { get; init; }

    /// <summary>The accuracy that was read; null where nothing was.</summary>
    public AccuracyEstimate? Accuracy { get; init; }

    /// <summary>Identifiers in what was read.</summary>
    public int Ids { get; init; }

    /// <summary>Those of them that came back as something else, without a sign of it.</summary>
    public int WrongIds { get; init; }

    /// <summary>By how much it breaks constraints.</summary>
    public double ViolationDegree { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether the space can express its config, so that it can be varied.</summary>
    public bool HasGenome { get; init; }

    /// <summary>Whether it counts against the budget of evaluations: it was read, or reading it failed.</summary>
    public bool IsEvaluation => Status is TrialStatus.Complete or TrialStatus.Failed || Accuracy is not null;

    /// <summary>Accuracy and compression; null unless complete.</summary>
    public Objectives? Objectives => Status == TrialStatus.Complete && Accuracy is { } accuracy && Compression is { } compression
        ? new Objectives(accuracy.Mean, compression)
        : null;

    /// <summary>The numbers of a trial.</summary>
    public static TrialPoint Of(Trial trial) => new()
    {
        Number = trial.Number,
        Generation = trial.Generation,
        Status = trial.Status,
        Proposer = trial.Candidate.Provenance.Proposer,
        ConfigHash = trial.ConfigHash,
        PagesHash = trial.PagesHash,
        Compression = trial.Cost?.Compression,
        Accuracy = trial.Measurement?.Accuracy,
        Ids = trial.Measurement?.Ids ?? 0,
        WrongIds = trial.Measurement?.WrongIds ?? 0,
        ViolationDegree = trial.ViolationDegree,
        Duration = trial.Duration,
        HasGenome = trial.Candidate.Genome is not null,
    };
}
