using Glyph.Core.Configs;
using Glyph.Core.Costs;
using Glyph.Core.Spaces;

namespace Glyph.Core.Trials;

/// <summary>Who suggested a candidate, from what, and why.</summary>
public sealed record Provenance
{
    /// <summary>The proposer's name: <c>seed</c>, <c>earlier</c>, <c>random</c>, <c>nsga2</c>, <c>surrogate</c>, <c>geneticsharp</c>, <c>llm:MODEL</c>.</summary>
    public required string Proposer { get; init; }

    /// <summary>What it did, such as <c>crossover+mutation</c>, <c>edit</c>, <c>prior sample</c>.</summary>
    public required string Operator { get; init; }

    /// <summary>The numbers of the parent trials.</summary>
    public IReadOnlyList<int> Parents { get; init; } = [];

    /// <summary>The reason, in the LLM's own words.</summary>
    public string? Reason { get; init; }

    /// <summary>The journal entry that holds the LLM's prompt and answer.</summary>
    public string? Journal { get; init; }

    /// <summary>Which idea of that entry's answer it was, from 0; null where no language model had it, and of trials of earlier versions.</summary>
    public int? Idea { get; init; }
}

/// <summary>A candidate: one point of the space, its config, and its provenance.</summary>
/// <param name="Genome">The point; null for a seed config that the space cannot express.</param>
/// <param name="Config">What it decodes to.</param>
/// <param name="Provenance">Who suggested it.</param>
public sealed record Candidate(Genome? Genome, RenderConfig Config, Provenance Provenance);

/// <summary>What became of a candidate.</summary>
public enum TrialStatus
{
    /// <summary>It was rendered, read and scored.</summary>
    Complete,

    /// <summary>It was rejected for free: its compression is already dominated at accuracy 1.</summary>
    Screened,

    /// <summary>It breaks a hard constraint: of its config or cost, and was not read; or of what was read.</summary>
    Infeasible,

    /// <summary>It could not be evaluated; <see cref="Trial.Error"/> says why.</summary>
    Failed,
}

/// <summary>One candidate, its evaluation, its provenance; immutable once finished.</summary>
public sealed record Trial
{
    /// <summary>The number in its search, from 1, in the order in which candidates were asked for.</summary>
    public required int Number { get; init; }

    /// <summary>The generation that asked for it, from 0.</summary>
    public required int Generation { get; init; }

    /// <summary>What was tried.</summary>
    public required Candidate Candidate { get; init; }

    /// <summary>The hash of the config.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>
    /// The hash of the pages as they look, of the search texts or of a sample of their pages; two configs with one hash are one
    /// trial. Null where they were not drawn.
    /// </summary>
    public string? PagesHash { get; init; }

    /// <summary>What became of it.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>The exact cost over the search texts; null if layout failed.</summary>
    public CostReport? Cost { get; init; }

    /// <summary>What was read; null of a trial that was not.</summary>
    public Measurement? Measurement { get; init; }

    /// <summary>The constraints that it breaks, in words; only of an infeasible one.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];

    /// <summary>By how much it breaks them, at least 0: the sum of relative excesses, for constraint domination.</summary>
    public double ViolationDegree { get; init; }

    /// <summary>Why it failed or was screened.</summary>
    public string? Error { get; init; }

    /// <summary>When it was finished.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>How long layout, rendering and reading took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether it counts against the budget of evaluations: it was read, or reading it failed.</summary>
    public bool IsEvaluation => Status is TrialStatus.Complete or TrialStatus.Failed || Measurement is not null;

    /// <summary>Accuracy and compression; null unless complete.</summary>
    public Objectives? Objectives => Status == TrialStatus.Complete && Measurement is { } m && Cost is { } c
        ? new Objectives(m.Accuracy.Mean, c.Compression)
        : null;
}
