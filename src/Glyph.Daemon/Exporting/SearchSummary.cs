using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;

namespace Glyph.Daemon.Exporting;

/// <summary>A search's trials and front as files and tables show them.</summary>
internal sealed class SearchSummary
{
    private readonly Dictionary<int, Finalist> _finalists;
    private readonly Func<int, Trial> _load;

    private SearchSummary(IReadOnlyList<TrialPoint> points, IReadOnlyList<Confirmation> confirmations, Trial? mark, double? maxWrongIds, Func<int, Trial> load)
    {
        _load = load;
        Points = points;
        Front = [.. ParetoFront.Of(points).Select(t => load(t.Number))];
        Recommendation = new Recommendation(points, confirmations, mark, maxWrongIds);
        Mark = Recommendation.Mark is null ? null : mark;
        _finalists = Recommendation.Finalists.ToDictionary(f => f.Trial.Number);
    }

    /// <summary>The numbers of all trials.</summary>
    public IReadOnlyList<TrialPoint> Points { get; }

    /// <summary>The front, by falling accuracy.</summary>
    public IReadOnlyList<Trial> Front { get; }

    /// <summary>How trials are chosen.</summary>
    public Recommendation Recommendation { get; }

    /// <summary>The published config's trial; null before it was read.</summary>
    public Trial? Mark { get; }

    /// <summary>Complete and failed trials.</summary>
    public int Evaluations => Points.Count(t => t.IsEvaluation);

    /// <summary>Reads a search's trials and confirmations.</summary>
    public static SearchSummary Of(ISearchStore store, Search search) => new(
        store.Points(search.Id),
        store.Confirmations(search.Id),
        store.Trial(search.Id, 1),
        search.Request.MaxWrongIds,
        number => store.Trial(search.Id, number) ?? throw new StoreException(FormattableString.Invariant($"{store.Location}: trial {number} of search {search.Id} is gone")));

    /// <summary>A whole trial.</summary>
    public Trial Load(TrialPoint point) => _load(point.Number);

    /// <summary>The accuracy to believe of a trial that was read again; null of one that was not.</summary>
    public AccuracyEstimate? Confirmed(Trial trial) => _finalists.GetValueOrDefault(trial.Number) is { Confirmed: true } finalist ? finalist.Estimate : null;

    /// <summary>The record of a trial for files.</summary>
    public TrialRecord Record(Trial trial) => TrialRecord.Of(trial, Confirmed(trial));
}
