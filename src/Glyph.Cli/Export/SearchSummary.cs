using Glyph.Core.Configs;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution;

namespace Glyph.Cli.Export;

/// <summary>A search's front as files and tables show it.</summary>
internal sealed class SearchSummary
{
    private readonly Recommendation _recommendation;

    private SearchSummary(Recommendation recommendation, RenderConfig mark)
    {
        _recommendation = recommendation;
        Front = ParetoFront.Of(recommendation.Trials);
        var markHash = mark.Hash();
        Mark = recommendation.Trials.FirstOrDefault(t => t.ConfigHash == markHash && t.Status == TrialStatus.Complete);
    }

    /// <summary>The front, by falling accuracy.</summary>
    public IReadOnlyList<Trial> Front { get; }

    /// <summary>The published config's trial; null before it was read.</summary>
    public Trial? Mark { get; }

    /// <summary>How trials are chosen.</summary>
    public Recommendation Recommendation => _recommendation;

    /// <summary>Reads a search's trials and confirmations.</summary>
    public static SearchSummary Of(ISearchStore store, string searchId, RenderConfig mark)
    {
        var trials = store.Trials(searchId);
        return new SearchSummary(new Recommendation(trials, store.Confirmations(searchId), mark.Hash()), mark);
    }

    /// <summary>The accuracy over all lines read of a trial on the search texts; null when it was not read again.</summary>
    public AccuracyEstimate? Confirmed(Trial trial) => _recommendation.IsConfirmed(trial) ? _recommendation.Accuracy(trial) : null;

    /// <summary>The record of a trial for files.</summary>
    public TrialRecord Record(Trial trial) => TrialRecord.Of(trial, Confirmed(trial));
}
