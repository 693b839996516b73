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

        var loaded = Try(() => input.Corpus is { } open
            ? open()
            : CorpusLoader.Load(ShippedFiles.SampleFolder, new CorpusOptions { MaxCharacters = input.CorpusCharacters, Seed = input.Seed }));
        said.AddRange(loaded?.Notes ?? []);
        var corpus = loaded?.Corpus;
        var usual = input.Corpus is not null && corpus is not null && CjkShareOf(corpus) > CjkShare ? "chinese" : "compact";
        var space = Try(input.Space ?? (() => ShippedFiles.OpenSpace(usual)));
        if (input.Space is null && space is not null)
        {
            said.Add($"search space: {usual} (choose with --space)");
        }

        var prices = input.Prices is { } openPrices ? Try(openPrices) : null;
        problems.AddRange(ReaderProblems(input, corpus));
        problems.AddRange(PriceProblems(input, prices));
        var target = Try(input.Target);
        Try(() => TextTokenizers.Open(input.Tokenizer));
        var seeds = input.SeedConfigs.Select(seed => Try(() => SeedConfig(seed))).OfType<RenderConfig>().ToList();
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
    private RenderConfig SeedConfig(SeedConfigInput seed)
    {
        var config = seed.Open();
        try
        {
            fonts.Find(config.Font);
            return config;
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException([.. e.Problems.Select(problem => $"{seed.Source}: font-path: {problem}")]);
        }
    }

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
