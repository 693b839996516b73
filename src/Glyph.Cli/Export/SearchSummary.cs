using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;

namespace Glyph.Cli.Export;

/// <summary>A search's trials and front as files and tables show them.</summary>
internal sealed class SearchSummary
{
    private readonly Dictionary<int, Finalist> _finalists;

    private SearchSummary(IReadOnlyList<Trial> trials, IReadOnlyList<Confirmation> confirmations, double? maxWrongIds)
    {
        Trials = trials;
        Front = ParetoFront.Of(trials);
        Recommendation = new Recommendation(trials, confirmations, maxWrongIds);
        _finalists = Recommendation.Finalists.ToDictionary(f => f.Trial.Number);
    }

    /// <summary>All trials, by number.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>The front, by falling accuracy.</summary>
    public IReadOnlyList<Trial> Front { get; }

    /// <summary>How trials are chosen.</summary>
    public Recommendation Recommendation { get; }

    /// <summary>The published config's trial; null before it was read.</summary>
    public Trial? Mark => Recommendation.Mark?.Trial;

    /// <summary>Complete and failed trials.</summary>
    public int Evaluations => Trials.Count(t => t.IsEvaluation);

    /// <summary>Reads a search's trials and confirmations.</summary>
    public static SearchSummary Of(ISearchStore store, Search search) => new(store.Trials(search.Id), store.Confirmations(search.Id), search.Request.MaxWrongIds);

    /// <summary>The accuracy to believe of a trial that was read again; null of one that was not.</summary>
    public AccuracyEstimate? Confirmed(Trial trial) => _finalists.GetValueOrDefault(trial.Number) is { Confirmed: true } finalist ? finalist.Estimate : null;

    /// <summary>The record of a trial for files.</summary>
    public TrialRecord Record(Trial trial) => TrialRecord.Of(trial, Confirmed(trial));
}
