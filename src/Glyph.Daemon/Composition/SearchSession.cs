using Glyph.Core.Configs;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Daemon.Submitting;
using Glyph.Evaluation;
using Glyph.Evolution;
using Glyph.Evolution.Earlier;

namespace Glyph.Daemon.Composition;

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
internal sealed class SearchSessionFactory(IFontCatalog fonts, IPageRenderer renderer, ReaderFactory readers, ProposerFactory proposers, TimeProvider time, SubmissionRules? rules = null)
{
    /// <summary>How many configs are read at once: while one is laid out and scored, another keeps the model busy.</summary>
    private const int Parallelism = 2;

    /// <summary>Opens all that a search names.</summary>
    /// <param name="search">The search.</param>
    /// <param name="ledger">Where its spending and the models' answers are kept.</param>
    /// <exception cref="Core.InvalidInputException">Something of it is not here, or is none that a daemon may open or ask, wherever the search came from.</exception>
    public SearchSession Open(Search search, ILedger ledger)
    {
        var request = search.Request;
        if (rules?.Problems(request) is { Count: > 0 } problems)
        {
            throw new Core.InvalidInputException(problems);
        }

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
    /// <param name="search">The search.</param>
    /// <param name="session">What was opened for it.</param>
    /// <param name="store">Where its trials are kept.</param>
    /// <param name="ledger">Where its spending is kept.</param>
    /// <exception cref="Core.InvalidInputException">This build lacks the search's engine, or a journal to be replayed cannot be read.</exception>
    public SearchLoop CreateLoop(Search search, SearchSession session, ISearchStore store, ILedger ledger)
    {
        var terms = ledger.Terms(search.Id);
        var models = proposers.Open(session.Request, store, session.Reading.Gate, terms, session.Tokenizer);
        Candidate Seed(RenderConfig config, string what) =>
            new(session.Space.Encode(config, session.Target.PixelGrid), config, new Provenance { Proposer = "seed", Operator = what });
        var earlier = WarmStart.Load(store, session.Request, session.Space, session.Target.PixelGrid);
        return new SearchLoop(new SearchParts
        {
            Store = store,
            Evaluator = session.Evaluator,
            Space = session.Space,
            PixelGrid = session.Target.PixelGrid,
            Engine = SearchEngines.Create(session.Request.Engine, models, session.Request.Proposers),
            Marks = [Seed(session.Mark, "published config"), .. session.Request.SeedConfigs.Select(config => Seed(config, "the user's config")), .. EarlierSeeds.Of(earlier)],
            Earlier = earlier,
            Price = terms.Prices?.Find(session.Request.Reader?.Model ?? "") is { } price ? tokens => price.Of(tokens.Charged, tokens.Answered) : null,
            Time = time,
            Parallelism = Parallelism,
        });
    }
}
