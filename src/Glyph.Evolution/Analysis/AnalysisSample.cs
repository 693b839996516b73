using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Analysis;

/// <summary>The trials of a long search that are analysed: a part of them where all would take minutes and say nearly the same.</summary>
public static class AnalysisSample
{
    /// <summary>Trials that importance is taken from at most: what a forest of them takes is a second or two.</summary>
    private const int MostForImportance = 600;

    /// <summary>A trial by its number takes as long to load as this many in passing.</summary>
    private const int FewPerUsed = 6;

    /// <summary>Trials whose place on the true front is drawn at most.</summary>
    private const int MostForMembership = 1000;

    /// <summary>Complete trials spread evenly over a search, at most 600; all of them where they are fewer.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="points">The points of its trials.</param>
    public static IReadOnlyList<Trial> ForImportance(ISearchStore store, string searchId, IReadOnlyList<TrialPoint> points)
    {
        List<int> read = [.. points.Where(point => point.Objectives is not null).Select(point => point.Number)];
        HashSet<int> chosen = [.. read.Count <= MostForImportance
            ? read
            : Enumerable.Range(0, MostForImportance).Select(i => read[(int)((long)i * read.Count / MostForImportance)])];
        return points.Count <= FewPerUsed * MostForImportance
            ? [.. store.Trials(searchId, trial => chosen.Contains(trial.Number) ? trial : null).OfType<Trial>()]
            : [.. chosen.Order().Select(number => store.Trial(searchId, number)).OfType<Trial>()];
    }

    /// <summary>Of many finalists the 1,000 nearest to the front, by what they lack in accuracy in standard errors: what is further off is never on it.</summary>
    /// <param name="finalists">The complete trials, with the accuracy to believe.</param>
    public static IReadOnlyList<Finalist> ForMembership(IReadOnlyList<Finalist> finalists)
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
}
