using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Daemon.Exporting;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Llm;

namespace Glyph.Daemon.Reporting;

/// <summary>How a report document is built.</summary>
internal sealed record ReportOptions
{
    /// <summary>A table that was kept from an earlier document of the same search, so that only new trials are loaded; it takes them in. Null: all are loaded.</summary>
    public TrialTable? Table { get; init; }

    /// <summary>What whoever runs the search knows of it; null where nobody does.</summary>
    public LiveState? Live { get; init; }

    /// <summary>Whether the search is analysed, which takes a second or two of a long one. Default yes.</summary>
    public bool Analyses { get; init; } = true;

    /// <summary>Characters of prompts and answers that are told whole, the newest first. Default 2,000,000.</summary>
    public long JournalCharacters { get; init; } = 2_000_000;
}

/// <summary>Builds report documents from a store alone: nothing is rendered or read. No state of a search makes it fail.</summary>
internal sealed class ReportBuilder(TimeProvider time)
{
    /// <summary>The document of a search, without details and pages.</summary>
    /// <param name="store">Where the search is.</param>
    /// <param name="ledger">Where its spending is.</param>
    /// <param name="search">The search.</param>
    /// <param name="options">How; null for the defaults.</param>
    public ReportDocument Document(ISearchStore store, ILedger ledger, Search search, ReportOptions? options = null)
    {
        options ??= new ReportOptions();
        var points = store.Points(search.Id);
        var generations = store.Generations(search.Id);
        var recommendation = new Recommendation(points, store.Confirmations(search.Id), store.Trial(search.Id, 1), search.Request.MaxWrongIds);
        var table = options.Table ?? new TrialTable();
        table.Load(store, search.Id, points);
        return new ReportDocument
        {
            Glyph = ComponentVersions.Glyph,
            GeneratedAt = time.GetUtcNow(),
            Search = SearchInfo.Of(
                search,
                points,
                SearchInfo.ElapsedOf(generations, points),
                ledger.Spent(search.Id),
                ledger.Terms(search.Id).Prices?.Currency,
                options.Live),
            Mark = recommendation.Mark?.Trial.Number,
            Recommended = recommendation.Default()?.Trial.Number,
            Trials = table.Columns(Confirmed(recommendation)),
            Generations = [.. generations.Select(GenerationInfo.Of)],
            Analysis = options.Analyses ? ReportAnalysis.Of(store, search, points, recommendation) : null,
            Journal = JournalInfo.All(JournalLine.Of(store.Journal(search.Id), store.Ideas(search.Id)), options.JournalCharacters),
        };
    }

    /// <summary>By number, the accuracy to believe of the trials that were read again.</summary>
    public static IReadOnlyDictionary<int, AccuracyEstimate> Confirmed(Recommendation recommendation) =>
        recommendation.Finalists.Where(finalist => finalist.Confirmed).ToDictionary(finalist => finalist.Trial.Number, finalist => finalist.Estimate);
}
