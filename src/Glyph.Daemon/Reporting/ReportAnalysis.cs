using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Analysis;
using Glyph.Evolution.Confirming;

namespace Glyph.Daemon.Reporting;

/// <summary>
/// What <see cref="SearchAnalysis"/> tells, as a report shows it. Of a long search it looks at a part of the trials where all would
/// take minutes and say nearly the same; of one with few trials it tells what there is.
/// </summary>
internal static class ReportAnalysis
{
    /// <summary>Trials that importance is taken from at most: what a forest of them takes is a second or two.</summary>
    private const int MostForImportance = 600;

    /// <summary>A trial by its number takes as long to load as this many in passing.</summary>
    private const int FewPerUsed = 6;

    /// <summary>Trials whose place on the true front is drawn at most.</summary>
    private const int MostForMembership = 1000;

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
                [.. FrontMembership.Of(Contenders(recommendation.Finalists), search.Request.Seed).Where(m => m.Probability > 0).Select(m => new MembershipInfo(m.Trial, m.Probability))],
                [.. Enum.GetValues<Need>().Select(recommendation.For).Select(Info)]);

    private static IReadOnlyList<ImportanceInfo> Importance(ISearchStore store, Search search, IReadOnlyList<TrialPoint> points)
    {
        List<TrialPoint> read = [.. points.Where(point => point.Objectives is not null)];
        if (read.Count < ParameterImportance.LeastTrials)
        {
            return [];
        }

        try
        {
            var space = SearchSpace.Parse(search.Request.SpaceJson, "stored space");
            var trials = points.Count <= FewPerUsed * MostForImportance
                ? ThinnedOut(store.Trials(search.Id), [.. Spread(read).Select(point => point.Number)])
                : Spread(read).Select(point => store.Trial(search.Id, point.Number)).OfType<Trial>();
            var goals = ParameterImportance.Of(space, trials, search.Request.Seed).Goals.ToDictionary(goal => goal.Goal, goal => goal.Singles.ToDictionary(single => single.Parameter, single => single.Share, StringComparer.Ordinal));
            return goals.TryGetValue(ImportanceGoal.Accuracy, out var accuracy) && goals.TryGetValue(ImportanceGoal.Compression, out var compression)
                ? [.. accuracy.OrderByDescending(share => share.Value).ThenBy(share => share.Key, StringComparer.Ordinal).Select(share => new ImportanceInfo(share.Key, share.Value, compression[share.Key]))]
                : [];
        }
        catch (InvalidInputException)
        {
            return [];
        }
    }

    private static IEnumerable<Trial> ThinnedOut(IReadOnlyList<Trial> trials, HashSet<int> numbers) => trials.Where(trial => numbers.Contains(trial.Number));

    /// <summary>Trials spread evenly over a search, all of them where they are few.</summary>
    private static IEnumerable<TrialPoint> Spread(List<TrialPoint> points) => points.Count <= MostForImportance
        ? points
        : Enumerable.Range(0, MostForImportance).Select(i => points[(int)((long)i * points.Count / MostForImportance)]);

    /// <summary>Of many finalists, those nearest to the front by what they lack in accuracy, in standard errors.</summary>
    private static IReadOnlyList<Finalist> Contenders(IReadOnlyList<Finalist> finalists)
    {
        if (finalists.Count <= MostForMembership)
        {
            return finalists;
        }

        var best = double.NegativeInfinity;
        var lacking = new List<(Finalist Finalist, double Errors)>(finalists.Count);
        foreach (var finalist in finalists.OrderByDescending(f => f.Compression).ThenByDescending(f => f.Accuracy))
        {
            lacking.Add((finalist, Math.Max(0, best - finalist.Accuracy) / finalist.StandardError));
            best = Math.Max(best, finalist.Accuracy);
        }

        return [.. lacking.OrderBy(l => l.Errors).ThenBy(l => l.Finalist.Trial.Number).Take(MostForMembership).Select(l => l.Finalist).OrderBy(f => f.Trial.Number)];
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
