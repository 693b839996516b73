using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Reading;
using Glyph.Reading.Pages;

namespace Glyph.Daemon.Composition;

/// <summary>Who reads in a search, and who judges.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Judge">The judging model, or null.</param>
/// <param name="Models">The models that were opened, to be closed with it; null where none is.</param>
/// <param name="Gate">What lets requests of the search through; null where no model is asked.</param>
internal sealed record OpenReader(IReader Reader, IVisionModel? Judge, VisionModels? Models, SpendGate? Gate) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Models?.Dispose();
}

/// <summary>Opens the reader that a search asks for, and its judge.</summary>
internal sealed class ReaderFactory(IPageRenderer renderer, RecogniserReader recogniser, TimeProvider time)
{
    /// <summary>The environment variable that holds the key of the reading model's endpoint.</summary>
    public const string KeyVariable = "GLYPH_READER_API_KEY";

    /// <summary>The environment variable that holds the key of the judging model's endpoint.</summary>
    public const string JudgeKeyVariable = "GLYPH_JUDGE_API_KEY";

    /// <summary>Opens them.</summary>
    /// <param name="search">The search.</param>
    /// <param name="ledger">Where its spending and the models' answers are kept.</param>
    /// <exception cref="Core.InvalidInputException">The reader is not what it must be, or a limit of cost lacks a price: before anything is spent.</exception>
    public OpenReader Open(Search search, ILedger ledger)
    {
        var (how, judge) = (search.Request.Reader, search.Request.Judge);
        var paid = PaidModels(search.Request);
        var gate = how is null && paid.Count == 0 ? null : SpendGate.Open(ledger, search.Id, ledger.Terms(search.Id), paid, time);
        if (gate is null || (how is null && judge is null))
        {
            return new OpenReader(recogniser, null, null, gate);
        }

        var models = new VisionModels(ledger, gate, renderer, time);
        try
        {
            var options = new PageReaderOptions { PagesPerRequest = how?.PagesPerRequest ?? 1, BytesOf = how?.Kind == ReaderKind.Served ? models.BytesOf : null };
            IReader reader = how switch
            {
                null => recogniser,
                { Kind: ReaderKind.Served } => new PageReader(models.Served(how.Endpoint!, how.Model!, how, Environment.GetEnvironmentVariable(KeyVariable)), options),
                _ => new PageReader(models.InProcess(how), options),
            };
            var judging = judge is null
                ? null
                : models.Served(judge.Endpoint, judge.Model, new ReaderRequest { Kind = ReaderKind.Served }, Environment.GetEnvironmentVariable(JudgeKeyVariable));
            return new OpenReader(reader, judging, models, gate);
        }
        catch
        {
            models.Dispose();
            throw;
        }
    }

    /// <summary>Whether reading asks a served model, or a judge.</summary>
    public static bool Pays(SearchRequest request) => request.Reader?.Kind == ReaderKind.Served || request.Judge is not null;

    /// <summary>The names of the served models that a search asks.</summary>
    public static IReadOnlyList<string> PaidModels(SearchRequest request) =>
    [
        .. new[] { request.Reader?.Kind == ReaderKind.Served ? request.Reader.Model : null, request.Judge?.Model }.OfType<string>(),
        .. request.Llms.Where(model => !ProposerFactory.IsReplay(model)).Select(model => model.Model),
    ];
}
