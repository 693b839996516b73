using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Analysis;
using Glyph.Evolution.Confirming;

namespace Glyph.Daemon.Reporting;

/// <summary>
/// What <see cref="SearchAnalysis"/> tells, as a report shows it; of a search with few trials it tells what there is.
/// </summary>
internal static class ReportAnalysis
{
    /// <summary>Up to so many evaluations all of them stand in the columns of attainment.</summary>
    private const int MostAttainments = 2000;

    /// <summary>The analysis of a search; null where nothing was read completely.</summary>
    /// <param name="store">Where its trials are.</param>
    /// <param name="search">The search.</param>
    /// <param name="points">The points of its trials.</param>
    /// <param name="recommendation">How its trials are chosen.</param>
    public static AnalysisInfo? Of(ISearchStore store, Search search, IReadOnlyList<TrialPoint> points, Recommendation recommendation) =>
        recommendation.Finalists.Count == 0
            ? null
            : new AnalysisInfo(
                Importance(store, search, points),
                Columns(Attainment.Series(points)),
                [.. FrontMembership.Of(AnalysisSample.ForMembership(recommendation.Finalists), search.Request.Seed).Where(m => m.Probability > 0).Select(m => new MembershipInfo(m.Trial, m.Probability))],
                [.. Enum.GetValues<Need>().Select(recommendation.For).Select(Info)]);

    private static IReadOnlyList<ImportanceInfo> Importance(ISearchStore store, Search search, IReadOnlyList<TrialPoint> points)
    {
        if (points.Count(point => point.Objectives is not null) < ParameterImportance.LeastTrials)
        {
            return [];
        }

        try
        {
            var space = SearchSpace.Parse(search.Request.SpaceJson, "stored space");
            var goals = ParameterImportance.Of(space, AnalysisSample.ForImportance(store, search.Id, points), search.Request.Seed).Goals.ToDictionary(goal => goal.Goal, goal => goal.Singles.ToDictionary(single => single.Parameter, single => single.Share, StringComparer.Ordinal));
            return goals.TryGetValue(ImportanceGoal.Accuracy, out var accuracy) && goals.TryGetValue(ImportanceGoal.Compression, out var compression)
                ? [.. accuracy.OrderByDescending(share => share.Value).ThenBy(share => share.Key, StringComparer.Ordinal).Select(share => new ImportanceInfo(share.Key, share.Value, compression[share.Key]))]
                : [];
        }
        catch (InvalidInputException)
        {
            return [];
        }
    }

    private static AttainmentColumns Columns(IReadOnlyList<AttainmentPoint> series)
    {
        bool Same(AttainmentPoint a, AttainmentPoint b) => a.Hypervolume.Equals(b.Hypervolume) && a.Best.SequenceEqual(b.Best);

        // A step is kept with the evaluation before it, so that a line between the two says the same as all of them.
        List<AttainmentPoint> kept = series.Count <= MostAttainments
            ? [.. series]
            : [.. series.Where((point, i) => i == 0 || i == series.Count - 1 || !Same(point, series[i - 1]) || !Same(point, series[i + 1]))];
        return new AttainmentColumns(
            [.. kept.Select(point => point.Evaluations)],
            [.. kept.Select(point => point.Hypervolume)],
            [.. Attainment.Levels.Select((_, level) => kept.ConvertAll(point => point.Best[level]))]);
    }

    private static NeedInfo Info(NeedPick pick) => new()
    {
        Need = Text.Words(pick.Need),
        IsMet = pick.IsMet,
        Trial = pick.Trial?.Trial.Number,
        Accuracy = pick.Trial?.Accuracy,
        Compression = pick.Trial?.Compression,
        Why = pick.Why,
    };
}
