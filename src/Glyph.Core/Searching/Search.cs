using System.Text.Json.Serialization;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Spending;

namespace Glyph.Core.Searching;

/// <summary>When a search stops; the first limit reached counts.</summary>
public sealed record Budget
{
    /// <summary>Complete and failed trials, at least 1. Default 50.</summary>
    public int Evaluations { get; init; } = 50;

    /// <summary>Wall time over all runs of the search; null means no limit.</summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>Generations in a row without a gain in hypervolume of more than 0.1 %; null means no limit.</summary>
    public int? StagnantGenerations { get; init; }
}

/// <summary>How candidates are read.</summary>
public sealed record ReadPlan
{
    /// <summary>Which texts are read.</summary>
    public required CorpusSplit Split { get; init; }

    /// <summary>How many lines (or parts of long ones), pages or tasks are read; at least 2.</summary>
    public required int Samples { get; init; }

    /// <summary>Which ones: plans with one seed read the same places of the text under every config.</summary>
    public required long Seed { get; init; }

    /// <summary>What the reading is for: it decides which share of the spending limits it may use.</summary>
    public SpendPurpose Purpose { get; init; } = SpendPurpose.Search;
}

/// <summary>A language model that proposes or judges; its key comes from an environment variable and is never stored.</summary>
/// <param name="Endpoint">
/// The base address of an OpenAI-compatible API, such as <c>http://127.0.0.1:8000/v1</c>; or, of one that proposes, the file of an
/// exported journal, whose answers are given again.
/// </param>
/// <param name="Model">The model's name there.</param>
public sealed record LlmRequest(Uri Endpoint, string Model);

/// <summary>All that decides a search, so that it can be repeated and resumed.</summary>
public sealed record SearchRequest
{
    /// <summary>Seeds every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>The search space's own JSON.</summary>
    public required string SpaceJson { get; init; }

    /// <summary>The texts.</summary>
    public required Corpus Corpus { get; init; }

    /// <summary>The id of the target model.</summary>
    public required string Target { get; init; }

    /// <summary>The target's whole definition as JSON, so that the search goes on the same when shipped targets, or a user's file, have changed; null in searches of earlier versions.</summary>
    public string? TargetJson { get; init; }

    /// <summary>The tokenizer: a built-in name, or a file.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Who reads; null: the shipped recogniser.</summary>
    public ReaderRequest? Reader { get; init; }

    /// <summary>A language model that judges open answers beside the exact metric, or null.</summary>
    public LlmRequest? Judge { get; init; }

    /// <summary>Whether the search stops when a server charges other tokens than the target's formula predicts. Default: it tells, and goes on.</summary>
    public bool StopsOnTokenMismatch { get; init; }

    /// <summary>The largest share of identifiers, 0 to 1, that may come back wrong without a sign; null means no such constraint.</summary>
    public double? MaxWrongIds { get; init; }

    /// <summary>When to stop.</summary>
    public required Budget Budget { get; init; }

    /// <summary>Trials that survive a generation, at least 4. Default 20.</summary>
    public int Population { get; init; } = 20;

    /// <summary>Candidates read in a generation, at least 1. Default 4: what was read of them helps to choose the next.</summary>
    public int BatchSize { get; init; } = 4;

    /// <summary>
    /// Lines, pages or tasks that a trial is read on, at least 2: a quarter of them where it surely loses, up to eight times as many
    /// while it may join the front. Default 32.
    /// </summary>
    public int SamplesPerTrial { get; init; } = 32;

    /// <summary>How the search evolves: <c>glyph</c> (the default) or <c>geneticsharp</c>, which only some builds have.</summary>
    public string Engine { get; init; } = "glyph";

    /// <summary>The proposers of the engine <c>glyph</c>, by name; null: all that there are.</summary>
    public IReadOnlyList<string>? Proposers { get; init; }

    /// <summary>Configs that are read first, beside the published one.</summary>
    public IReadOnlyList<RenderConfig> SeedConfigs { get; init; } = [];

    /// <summary>The language models that propose, each as a proposer of its own; none for a classical search. No two have one name.</summary>
    public IReadOnlyList<LlmRequest> Llms { get; init; } = [];

    /// <summary>How large their prompts are, and what they may spend.</summary>
    public LlmRules LlmRules { get; init; } = new();

    /// <summary>The one model of searches of earlier versions; read, and never written.</summary>
    [JsonInclude]
    private LlmRequest? Llm
    {
        init => Llms = value is null ? Llms : [value];
    }

    /// <summary>The trials of earlier searches that it begins from; fixed at its start, so that it goes on the same when those have more.</summary>
    public IReadOnlyList<EarlierSearch> Earlier { get; init; } = [];

    /// <summary>The folder into which the search exports when it ends, or null.</summary>
    public string? ExportFolder { get; init; }
}

/// <summary>Where a search stands.</summary>
public enum SearchState
{
    /// <summary>It runs, or its process was killed.</summary>
    Running,

    /// <summary>It was interrupted and can be resumed.</summary>
    Interrupted,

    /// <summary>It reached a limit.</summary>
    Finished,

    /// <summary>An error ended it; it can be resumed.</summary>
    Failed,

    /// <summary>It waits for its turn in the queue of a daemon.</summary>
    Queued,

    /// <summary>Somebody paused it in the queue of a daemon; it can be resumed.</summary>
    Paused,

    /// <summary>Somebody cancelled it; what it has stays, and it can be resumed all the same.</summary>
    Cancelled,
}

/// <summary>One run of the optimizer.</summary>
public sealed record Search
{
    /// <summary>Its id, unique in the store, such as <c>20261122-193100-7f3a</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What was asked for.</summary>
    public required SearchRequest Request { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public SearchState State { get; init; } = SearchState.Running;

    /// <summary>Why it stopped, in words.</summary>
    public string? StopReason { get; init; }
}

/// <summary>The checkpoint at the end of a generation. With the seed and the trials before it, it determines what follows.</summary>
public sealed record Generation
{
    /// <summary>Its number, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The numbers of the trials that survive, best rank first.</summary>
    public required IReadOnlyList<int> Population { get; init; }

    /// <summary>The numbers of the trials on the front.</summary>
    public required IReadOnlyList<int> Front { get; init; }

    /// <summary>The front's hypervolume above accuracy 0.5 and compression 0.5.</summary>
    public required double Hypervolume { get; init; }

    /// <summary>Complete and failed trials so far.</summary>
    public required int Evaluations { get; init; }

    /// <summary>What each proposer did in it; empty in searches of earlier versions.</summary>
    public IReadOnlyList<ProposerTally> Proposers { get; init; } = [];

    /// <summary>Wall time of the search so far, over all its runs.</summary>
    public required TimeSpan Elapsed { get; init; }
}

/// <summary>A finished trial read again, with other samples: the front's confirmation, or the held-out proof.</summary>
public sealed record Confirmation
{
    /// <summary>The trial.</summary>
    public required int Trial { get; init; }

    /// <summary>What was read.</summary>
    public required ReadPlan Plan { get; init; }

    /// <summary>The exact cost over that split.</summary>
    public required Costs.CostReport Cost { get; init; }

    /// <summary>What came of it.</summary>
    public required Trials.Measurement Measurement { get; init; }
}

/// <summary>One exchange with a language model, journalled before its answer is used.</summary>
public sealed record JournalEntry
{
    /// <summary>Its id, unique in the search, such as <c>g3-llm:MODEL</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The proposer that asked; default: the model's, <c>llm:MODEL</c>.</summary>
    public string Proposer
    {
        get => field ?? $"llm:{Model}";
        init;
    }

    /// <summary>The generation that asked.</summary>
    public required int Generation { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The whole prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The answer as it came; null when there was none.</summary>
    public string? Answer { get; init; }

    /// <summary>Why there was no answer, or none that can be used.</summary>
    public string? Error { get; init; }

    /// <summary>Whether nothing was asked because a limit of spending was reached.</summary>
    public bool IsCapped { get; init; }

    /// <summary>What was spent on it: every request, also those that failed.</summary>
    public Spend Spent { get; init; }

    /// <summary>Tokens of the prompt, as the server counted them.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Tokens of the answer, as the server counted them.</summary>
    public int? AnswerTokens { get; init; }

    /// <summary>How long the exchange took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When the answer came.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>What became of one idea of a language model before evaluation; a trial's provenance names the journal entry it came from.</summary>
/// <param name="Journal">The journal entry that the idea came from.</param>
/// <param name="Index">Its place in the answer, from 0.</param>
/// <param name="Outcome"><c>used</c>, <c>repaired</c> or <c>dropped</c>.</param>
/// <param name="Detail">What was repaired, or why it was dropped.</param>
public sealed record IdeaOutcome(string Journal, int Index, string Outcome, string? Detail);
