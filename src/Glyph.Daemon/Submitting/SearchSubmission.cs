using System.ComponentModel;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Daemon.Composition;

namespace Glyph.Daemon.Submitting;

/// <summary>A new search as a request's body: the options of <c>glyph search</c>, with the contents of files in the place of their paths. All of it may be left out.</summary>
internal sealed record SearchSubmission
{
    [Description("The texts; without them, the shipped samples are searched.")]
    public SubmittedCorpus? Corpus { get; init; }

    [Description("The search space: a shipped one's name, or a whole definition. Default: compact, or chinese for Chinese texts.")]
    public JsonElement? Space { get; init; }

    [Description("The target model's id. Default: glm-4.1v.")]
    public string Target { get; init; } = "glm-4.1v";

    [Description("A target file's content, for targets that are not shipped.")]
    public JsonElement? Targets { get; init; }

    [Description("o200k_base, cl100k_base, or the name of a file in the daemon's folder of files. Default: o200k_base.")]
    public string Tokenizer { get; init; } = "o200k_base";

    [Description("Seeds every random choice. Default: 1.")]
    public long Seed { get; init; } = 1;

    [Description("Stop after so many configs were rendered and read, 1 to 1,000,000. Default: 50.")]
    public int Evaluations { get; init; } = new Budget().Evaluations;

    [Description("Stop after this time, hh:mm:ss.")]
    public TimeSpan? TimeLimit { get; init; }

    [Description("Stop after so many generations without a gain in hypervolume.")]
    public int? Stagnation { get; init; }

    [Description("Configs that survive a generation, 4 to 10,000. Default: 20.")]
    public int Population { get; init; } = 20;

    [Description("Configs read in a generation, 1 to 10,000. Default: 4.")]
    public int Batch { get; init; } = 4;

    [Description("Lines, pages or tasks that a config is read on, 2 to 100,000. Default: 32 lines, 16 pages or tasks.")]
    public int? Samples { get; init; }

    [Description("What evolves the search: glyph or geneticsharp. Default: glyph.")]
    public string Engine { get; init; } = "glyph";

    [Description("Who proposes: llm, surrogate, nsga2, random. Default: all.")]
    public IReadOnlyList<string>? Proposers { get; init; }

    [Description("Configs that are read first, in the Glyph authors' format.")]
    public IReadOnlyList<JsonElement> SeedConfigs { get; init; } = [];

    [Description("Language models that propose; their endpoints must be allowed by the daemon.")]
    public IReadOnlyList<LlmRequest> Llms { get; init; } = [];

    [Description("How proposing models are asked, and what they may spend.")]
    public LlmRules LlmRules { get; init; } = new();

    [Description("Who reads; without it, the shipped recogniser. An endpoint must be allowed by the daemon; a folder is a name in its folder of files.")]
    public ReaderRequest? Reader { get; init; }

    [Description("A model that judges open answers; its endpoint must be allowed by the daemon.")]
    public LlmRequest? Judge { get; init; }

    [Description("What the search may spend: cost, requests, tokens.")]
    public SpendLimits Limits { get; init; } = SpendLimits.None;

    [Description("A price table's content; needed for a limit of cost.")]
    public JsonElement? Prices { get; init; }

    [Description("Whether the search stops when a server charges other tokens than predicted. Default: false.")]
    public bool StopsOnTokenMismatch { get; init; }

    [Description("The largest share of identifiers, 0 to 1, that may come back silently wrong.")]
    public double? MaxWrongIds { get; init; }

    [Description("Begin from what earlier searches read for the same target, tokenizer and reader. Default: false.")]
    public bool WarmStart { get; init; }

    [Description("Higher ones run first, -1,000 to 1,000. Default: 0.")]
    public int Priority { get; init; }

    /// <summary>The submission of what a user gave here, to be checked and run by a daemon: files are read here, and go along.</summary>
    /// <param name="input">What the user gave.</param>
    /// <param name="warmStart">Whether it begins from what earlier searches of the daemon read.</param>
    /// <exception cref="InvalidInputException">A file cannot be read, or an option is wrong: all of it at once.</exception>
    public static SearchSubmission Of(SearchInput input, bool warmStart)
    {
        var problems = new List<string>(input.Problems);
        T? Try<T>(Func<T>? open)
            where T : class
        {
            try
            {
                return open?.Invoke();
            }
            catch (InvalidInputException e)
            {
                problems.AddRange(e.Problems);
                return null;
            }
        }

        var (corpus, space, target, prices) = (Try(input.Corpus)?.Corpus, Try(input.Space), Try(input.Target), Try(input.Prices));
        var seeds = input.SeedConfigs.Select(seed => Try(seed.Open)).OfType<RenderConfig>().ToList();
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        // The space and the texts of the request are not used where the daemon is to choose them.
        var request = input.Build(space ?? ShippedFiles.OpenShippedSpace("compact"), corpus ?? new Corpus("", [], []));
        return new SearchSubmission
        {
            Corpus = corpus is null ? null : new SubmittedCorpus { Name = corpus.Name, Search = corpus.Search, HeldOut = corpus.HeldOut, MaxCharacters = int.MaxValue },
            Space = space is null ? null : JsonElement.Parse(space.Json),
            Target = request.Target,
            Targets = JsonElement.Parse($"{{\"targets\":[{target!.Definition}]}}"),
            Tokenizer = request.Tokenizer,
            Seed = request.Seed,
            Evaluations = request.Budget.Evaluations,
            TimeLimit = request.Budget.WallTime,
            Stagnation = request.Budget.StagnantGenerations,
            Population = request.Population,
            Batch = request.BatchSize,
            Samples = request.SamplesPerTrial,
            Engine = request.Engine,
            Proposers = request.Proposers,
            SeedConfigs = [.. seeds.Select(config => JsonElement.Parse(RenderConfigJson.Write(config)))],
            Llms = request.Llms,
            LlmRules = request.LlmRules,
            Reader = request.Reader,
            Judge = request.Judge,
            Limits = input.Limits,
            Prices = prices is null ? null : JsonSerializer.SerializeToElement(prices, GlyphJson.Compact),
            StopsOnTokenMismatch = request.StopsOnTokenMismatch,
            MaxWrongIds = request.MaxWrongIds,
            WarmStart = warmStart,
        };
    }
}

/// <summary>The texts of a submission: both parts, or texts that are to be cut in two.</summary>
internal sealed record SubmittedCorpus
{
    [Description("What to call it. Default: submitted.")]
    public string Name { get; init; } = "submitted";

    [Description("Texts to be cut in two at a paragraph near their middle; instead of search and heldOut.")]
    public IReadOnlyList<CorpusItem> Texts { get; init; } = [];

    [Description("The items that the search renders and reads.")]
    public IReadOnlyList<CorpusItem> Search { get; init; } = [];

    [Description("The items that prove what is exported.")]
    public IReadOnlyList<CorpusItem> HeldOut { get; init; } = [];

    [Description("Characters of plain text that a part may hold at most; more is cut to excerpts. Default: 60,000.")]
    public int MaxCharacters { get; init; } = 60_000;
}
