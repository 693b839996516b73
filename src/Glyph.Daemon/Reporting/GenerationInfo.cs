using Glyph.Core.Searching;

namespace Glyph.Daemon.Reporting;

/// <summary>A checkpoint.</summary>
internal sealed record GenerationInfo
{
    public required int Number { get; init; }

    /// <summary>Complete and failed trials so far.</summary>
    public required int Evaluations { get; init; }

    public required double Hypervolume { get; init; }

    /// <summary>Seconds over all runs.</summary>
    public required double Elapsed { get; init; }

    public required IReadOnlyList<int> Front { get; init; }

    public required IReadOnlyList<TallyInfo> Proposers { get; init; }

    /// <summary>The info of a checkpoint.</summary>
    public static GenerationInfo Of(Generation generation) => new()
    {
        Number = generation.Number,
        Evaluations = generation.Evaluations,
        Hypervolume = generation.Hypervolume,
        Elapsed = generation.Elapsed.TotalSeconds,
        Front = generation.Front,
        Proposers = [.. generation.Proposers.Select(TallyInfo.Of)],
    };
}

/// <summary>What one proposer did in one generation.</summary>
internal sealed record TallyInfo
{
    public required string Proposer { get; init; }

    public required int Places { get; init; }

    public required int Proposed { get; init; }

    public required int Evaluations { get; init; }

    /// <summary>Hypervolume that its trials added to the front.</summary>
    public required double Gained { get; init; }

    /// <summary>By reason, how many of its candidates were not read.</summary>
    public required IReadOnlyDictionary<string, int> Dropped { get; init; }

    /// <summary>The info of a tally.</summary>
    public static TallyInfo Of(ProposerTally tally) => new()
    {
        Proposer = tally.Proposer,
        Places = tally.Places,
        Proposed = tally.Proposed,
        Evaluations = tally.Evaluations,
        Gained = tally.Gained,
        Dropped = tally.Dropped.ToDictionary(drop => Text.Words(drop.Key), drop => drop.Value, StringComparer.Ordinal),
    };
}
