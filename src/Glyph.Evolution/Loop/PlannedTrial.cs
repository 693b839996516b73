using Glyph.Core.Costs;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Loop;

/// <summary>A candidate with its number, before it is read: with a verdict when its fate was decided for free.</summary>
internal sealed record PlannedTrial
{
    public required int Number { get; init; }

    public required int Generation { get; init; }

    public required Candidate Candidate { get; init; }

    public required string ConfigHash { get; init; }

    public string? PagesHash { get; init; }

    /// <summary>What became of it without being read; null when it is to be read.</summary>
    public TrialStatus? Verdict { get; init; }

    public CostReport? Cost { get; init; }

    public TimeSpan LayoutTime { get; init; }

    public IReadOnlyList<Violation> Violations { get; init; } = [];

    public string? Error { get; init; }

    /// <summary>Whether it counts against the budget: all but those that were rejected for free.</summary>
    public bool IsEvaluation => Verdict is null or TrialStatus.Failed;

    /// <summary>The trial that it became.</summary>
    public Trial Finish(TrialStatus status, DateTimeOffset at, TimeSpan duration) => new()
    {
        Number = Number,
        Generation = Generation,
        Candidate = Candidate,
        ConfigHash = ConfigHash,
        PagesHash = PagesHash,
        Status = status,
        Cost = Cost,
        Violations = [.. Violations.Select(v => v.Message)],
        ViolationDegree = Violations.Sum(v => v.Degree),
        Error = Error,
        FinishedAt = at,
        Duration = LayoutTime + duration,
    };
}
