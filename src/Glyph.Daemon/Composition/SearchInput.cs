using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Spending;
using Glyph.Evaluation;

namespace Glyph.Daemon.Composition;

/// <summary>
/// What a user gave for a new search, before it is checked. What comes from files, or from the body of a request, is opened by a
/// function that throws an <see cref="Core.InvalidInputException"/>, so that all problems are found at once.
/// </summary>
internal sealed record SearchInput
{
    /// <summary>The space; null means: by the script of the texts.</summary>
    public Func<SearchSpace>? Space { get; init; }

    /// <summary>The texts; null means the shipped samples.</summary>
    public Func<LoadedCorpus>? Corpus { get; init; }

    /// <summary>How many characters of each part of the samples are used at most.</summary>
    public required int CorpusCharacters { get; init; }

    /// <summary>The request without what is opened.</summary>
    public required Func<SearchSpace, Corpus, SearchRequest> Build { get; init; }

    /// <summary>Who reads; null for the shipped recogniser.</summary>
    public ReaderRequest? Reader { get; init; }

    /// <summary>What may be spent.</summary>
    public SpendLimits Limits { get; init; } = SpendLimits.None;

    /// <summary>The language models that propose.</summary>
    public IReadOnlyList<LlmRequest> Llms { get; init; } = [];

    /// <summary>What may be spent on proposals.</summary>
    public SpendLimits LlmLimits { get; init; } = SpendLimits.None;

    /// <summary>The price table, or null.</summary>
    public Func<PriceTable>? Prices { get; init; }

    /// <summary>The target.</summary>
    public required Func<IVisionTarget> Target { get; init; }

    /// <summary>The tokenizer.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>The search's seed, which also picks the excerpts of a large corpus.</summary>
    public required long Seed { get; init; }

    /// <summary>Configs that are read first.</summary>
    public IReadOnlyList<SeedConfigInput> SeedConfigs { get; init; } = [];

    /// <summary>Problems with single options, found before.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>A config that is read first.</summary>
/// <param name="Source">Its file or field, for messages.</param>
/// <param name="Open">Opens it.</param>
internal sealed record SeedConfigInput(string Source, Func<RenderConfig> Open);
