using Glyph.Core.Configs;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evaluation;
using Glyph.Evolution;
using Glyph.Evolution.Earlier;
using Glyph.Evolution.Llm;

namespace Glyph.Cli.Composition;

/// <summary>The parts of one search, put together from its request.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Space">The search space.</param>
/// <param name="Target">The target model.</param>
/// <param name="Tokenizer">What counts text tokens.</param>
/// <param name="Mark">The published config, with a font that is here and covers the texts: the mark to beat.</param>
/// <param name="Reading">Who reads, and who judges.</param>
/// <param name="Evaluator">Costs and reads configs.</param>
internal sealed record SearchSession(
    SearchRequest Request,
    SearchSpace Space,
    IVisionTarget Target,
    ITextTokenizer Tokenizer,
    RenderConfig Mark,
    OpenReader Reading,
    IEvaluator Evaluator) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Reading.Dispose();
}

/// <summary>Puts searches together.</summary>
internal sealed class SearchSessionFactory(IFontCatalog fonts, IPageRenderer renderer, ReaderFactory readers, TimeProvider time)
{
    /// <summary>The environment variable that holds the key of the proposing language model's endpoint.</summary>
    public const string KeyVariable = "GLYPH_LLM_API_KEY";

    /// <summary>How many configs are read at once: while one is laid out and scored, another keeps the model busy.</summary>
    private const int Parallelism = 2;

    /// <summary>Opens all that a search names.</summary>
    /// <param name="search">The search.</param>
    /// <param name="ledger">Where its spending and the models' answers are kept.</param>
    public SearchSession Open(Search search, ILedger ledger)
    {
        var request = search.Request;
        var space = SearchSpace.Parse(request.SpaceJson, "search space");
        var target = request.TargetJson is { } definition ? VisionTargets.Open(definition) : VisionTargets.Shipped.Find(request.Target);
        var tokenizer = TextTokenizers.Open(request.Tokenizer);
        var reading = readers.Open(search, ledger);
        return new SearchSession(
            request,
            space,
            target,
            tokenizer,
            Mark(request),
            reading,
            new CorpusEvaluator(request.Corpus, renderer, target, tokenizer, reading.Reader, new EvaluatorOptions
            {
                StopsOnTokenMismatch = request.StopsOnTokenMismatch,
                Judge = reading.Judge,
            }));
    }

    /// <summary>The published config, with a font that is here and covers the request's texts.</summary>
    public RenderConfig Mark(SearchRequest request) =>
        PublishedMark.For(fonts, SearchSpace.Parse(request.SpaceJson, "search space"), request.Corpus);

    /// <summary>The search loop of a session.</summary>
    /// <exception cref="Core.InvalidInputException">This build lacks the search's engine.</exception>
    public SearchLoop CreateLoop(SearchSession session, ISearchStore store)
    {
        var llm = session.Request.Llm is { } request
            ? new LlmProposer(store, LlmChat.Create(request, Environment.GetEnvironmentVariable(KeyVariable)), request.Model, time)
            : null;
        Candidate Seed(RenderConfig config, string what) =>
            new(session.Space.Encode(config, session.Target.PixelGrid), config, new Provenance { Proposer = "seed", Operator = what });
        var earlier = WarmStart.Load(store, session.Request, session.Space, session.Target.PixelGrid);
        return new SearchLoop(new SearchParts
        {
            Store = store,
            Evaluator = session.Evaluator,
            Space = session.Space,
            PixelGrid = session.Target.PixelGrid,
            Engine = SearchEngines.Create(session.Request.Engine, llm is null ? [] : [llm], session.Request.Proposers),
            Marks = [Seed(session.Mark, "published config"), .. session.Request.SeedConfigs.Select(config => Seed(config, "the user's config")), .. EarlierSeeds.Of(earlier)],
            Earlier = earlier,
            Time = time,
            Parallelism = Parallelism,
        });
    }
}
