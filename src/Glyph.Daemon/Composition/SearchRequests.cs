using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Spending;
using Glyph.Evaluation;

namespace Glyph.Daemon.Composition;

/// <summary>What a user gave for a new search, before it is checked.</summary>
internal sealed record SearchInput
{
    /// <summary>A shipped space or a file; null means: by the script of the texts.</summary>
    public string? Space { get; init; }

    /// <summary>A file or a folder; null means the shipped samples.</summary>
    public string? Corpus { get; init; }

    /// <summary>How many characters of each part of the corpus are used at most.</summary>
    public required int CorpusCharacters { get; init; }

    /// <summary>The request without what is read from files.</summary>
    public required Func<SearchSpace, Corpus, SearchRequest> Build { get; init; }

    /// <summary>Who reads; null for the shipped recogniser.</summary>
    public ReaderRequest? Reader { get; init; }

    /// <summary>What may be spent.</summary>
    public SpendLimits Limits { get; init; } = SpendLimits.None;

    /// <summary>The language models that propose.</summary>
    public IReadOnlyList<LlmRequest> Llms { get; init; } = [];

    /// <summary>What may be spent on proposals.</summary>
    public SpendLimits LlmLimits { get; init; } = SpendLimits.None;

    /// <summary>The file of the price table, or null.</summary>
    public string? Prices { get; init; }

    /// <summary>The target's id.</summary>
    public required string Target { get; init; }

    /// <summary>A file of the user's own targets, or null.</summary>
    public string? TargetFile { get; init; }

    /// <summary>The tokenizer.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>The search's seed, which also picks the excerpts of a large corpus.</summary>
    public required long Seed { get; init; }

    /// <summary>Files of configs that are read first.</summary>
    public IReadOnlyList<FileInfo> SeedConfigs { get; init; } = [];

    /// <summary>Problems with single options, found before.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>A new search's input that was checked.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Terms">What may be spent.</param>
/// <param name="Notes">What the user should know about how it was understood.</param>
internal sealed record CheckedInput(SearchRequest Request, SpendTerms Terms, IReadOnlyList<string> Notes);

/// <summary>Checks a new search's input, all of it before anything is spent, and makes the request.</summary>
internal sealed class SearchRequests(IFontCatalog fonts)
{
    /// <summary>More than this share of Chinese, Japanese or Korean characters makes the Chinese space the default.</summary>
    private const double CjkShare = 0.1;

    /// <summary>Makes a request.</summary>
    /// <param name="input">What the user gave.</param>
    /// <exception cref="InvalidInputException">With every problem.</exception>
    public CheckedInput Make(SearchInput input)
    {
        var problems = new List<string>(input.Problems);
        var said = new List<string>();
        T? Try<T>(Func<T> open)
            where T : class
        {
            try
            {
                return open();
            }
            catch (InvalidInputException e)
            {
                problems.AddRange(e.Problems);
                return null;
            }
        }

        var loaded = Try(() => CorpusLoader.Load(input.Corpus ?? ShippedFiles.SampleFolder, new CorpusOptions { MaxCharacters = input.CorpusCharacters, Seed = input.Seed }));
        said.AddRange(loaded?.Notes ?? []);
        var corpus = loaded?.Corpus;
        var spaceName = input.Space ?? (input.Corpus is not null && corpus is not null && CjkShareOf(corpus) > CjkShare ? "chinese" : "compact");
        var space = Try(() => ShippedFiles.OpenSpace(spaceName));
        if (input.Space is null && space is not null)
        {
            said.Add($"search space: {spaceName} (choose with --space)");
        }

        var prices = input.Prices is null ? null : Try(() => PriceTable.Parse(TextFile.Read(input.Prices), input.Prices));
        problems.AddRange(ReaderProblems(input, corpus));
        problems.AddRange(PriceProblems(input, prices));
        var target = Try(() => TargetOf(input));
        Try(() => TextTokenizers.Open(input.Tokenizer));
        var seeds = input.SeedConfigs.Select(file => Try(() => SeedConfig(file))).OfType<RenderConfig>().ToList();
        if (space is not null)
        {
            foreach (var font in space.Fonts)
            {
                Try(() => fonts.Find(font));
            }
        }

        if (problems.Count == 0)
        {
            corpus = input.Corpus is null ? WithoutUncovered(corpus!, space!, said) : corpus;
            problems.AddRange(Uncovered(corpus!, space!).Select(item => $"{item.Id}: no font of the space '{space!.Name}' shows {100 * PublishedMark.NeededCoverage:0} % of its characters; "
                + "use a space with a font for its script (--space chinese for Chinese)"));
        }

        return problems.Count == 0
            ? new CheckedInput(input.Build(space!, corpus!) with { TargetJson = target!.Definition, SeedConfigs = seeds }, new SpendTerms(input.Limits, prices), said)
            : throw new InvalidInputException(problems);
    }

    /// <summary>A config whose font is here.</summary>
    private RenderConfig SeedConfig(FileInfo file)
    {
        var config = ConfigFile.Read(file);
        try
        {
            fonts.Find(config.Font);
            return config;
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException([.. e.Problems.Select(problem => $"{file.FullName}: font-path: {problem}")]);
        }
    }

    private static IVisionTarget TargetOf(SearchInput input) =>
        (input.TargetFile is { } file ? VisionTargets.Load(file) : VisionTargets.Shipped).Find(input.Target);

    /// <summary>What the reader cannot do with the corpus, and what its limits lack.</summary>
    private static IEnumerable<string> ReaderProblems(SearchInput input, Corpus? corpus)
    {
        var asked = corpus?.Search.Concat(corpus.HeldOut).SelectMany(item => item.Tasks).Where(task => task.Kind != TaskKind.Transcribe).Select(task => task.Kind).Distinct().ToList() ?? [];
        if (input.Reader is null && asked.Count > 0)
        {
            yield return $"the corpus asks for {string.Join(", ", asked.Select(kind => kind.ToString().ToLowerInvariant()))}, and the shipped recogniser can only transcribe; "
                + "give a vision-language model (--reader-endpoint or --reader-folder)";
        }

        foreach (var (part, items) in new[] { ("search", corpus?.Search), ("held-out", corpus?.HeldOut) })
        {
            if (items is { Count: 0 })
            {
                yield return $"the corpus has no {part} text: a search needs both parts; give more texts, or a corpus built with --held-out between 0 and 1";
            }
        }

        if (input.Limits.Cost is not null && input.Prices is null)
        {
            yield return "--max-cost needs --prices: a JSON file with the price of the models' tokens";
        }

        if (input.Limits != SpendLimits.None && input.Reader is null && input.Llms.Count == 0)
        {
            yield return "--max-cost, --max-requests and --max-tokens limit models; the shipped recogniser costs nothing";
        }
    }

    /// <summary>What a limit of the cost of proposals lacks.</summary>
    private static IEnumerable<string> PriceProblems(SearchInput input, PriceTable? prices)
    {
        if (input.LlmLimits.Cost is null)
        {
            yield break;
        }

        if (input.Prices is null)
        {
            yield return "--llm-max-cost needs --prices: a JSON file with the price of the models' tokens";
        }

        foreach (var model in prices is null ? [] : input.Llms.Where(model => prices.Find(model.Model) is null))
        {
            yield return $"--llm-max-cost: the price file has no price for the model '{model.Model}'{NearestName.Hint(model.Model, prices!.Models.Keys)}; add one";
        }
    }

    private static double CjkShareOf(Corpus corpus)
    {
        var letters = corpus.Search.SelectMany(item => item.Text).Where(c => !char.IsWhiteSpace(c)).ToList();
        return letters.Count == 0 ? 0 : (double)letters.Count(c => c is >= '\u3000' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uFF00' and <= '\uFFEF') / letters.Count;
    }

    private Corpus WithoutUncovered(Corpus corpus, SearchSpace space, List<string> notes)
    {
        var uncovered = Uncovered(corpus, space).ToHashSet();
        if (uncovered.Count > 0)
        {
            notes.Add($"left out, since no font of the space shows them: {string.Join(", ", uncovered.Select(item => item.Id).Distinct(StringComparer.Ordinal))}");
        }

        return corpus with
        {
            Search = [.. corpus.Search.Where(item => !uncovered.Contains(item))],
            HeldOut = [.. corpus.HeldOut.Where(item => !uncovered.Contains(item))],
        };
    }

    private IEnumerable<CorpusItem> Uncovered(Corpus corpus, SearchSpace space)
    {
        var faces = space.Fonts.Select(fonts.Find).ToList();
        return corpus.Search.Concat(corpus.HeldOut).Where(item => !faces.Exists(face => fonts.Coverage(face, item.Text) >= PublishedMark.NeededCoverage));
    }
}
