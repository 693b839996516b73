using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;

namespace Glyph.Daemon.Exporting;

/// <summary>A trial in the picture of a front, at the accuracy to believe.</summary>
/// <param name="Compression">Text tokens / vision tokens.</param>
/// <param name="Accuracy">The accuracy to believe, with its interval.</param>
/// <param name="Confirmed">Whether it was read again on fresh samples.</param>
internal sealed record FrontPoint(double Compression, AccuracyEstimate Accuracy, bool Confirmed)
{
    /// <summary>The point of a finalist.</summary>
    public static FrontPoint Of(Finalist finalist) => new(finalist.Compression, finalist.Estimate, finalist.Confirmed);
}

/// <summary>What the picture of a front shows.</summary>
/// <param name="Front">Trials that no other dominates at the accuracies to believe, by rising compression.</param>
/// <param name="Others">The other complete trials.</param>
/// <param name="Mark">The published config; null before it was read.</param>
/// <param name="Recommended">The recommended trial; null where nothing can be recommended, or where it is the mark.</param>
internal sealed record FrontData(IReadOnlyList<FrontPoint> Front, IReadOnlyList<FrontPoint> Others, FrontPoint? Mark, FrontPoint? Recommended)
{
    /// <summary>The front of a search.</summary>
    public static FrontData Of(SearchSummary summary)
    {
        var recommendation = summary.Recommendation;
        var (front, others, best) = (new List<FrontPoint>(), new List<FrontPoint>(), double.NegativeInfinity);
        foreach (var finalist in recommendation.Finalists.OrderByDescending(f => f.Compression).ThenByDescending(f => f.Accuracy))
        {
            (finalist.Accuracy > best ? front : others).Add(FrontPoint.Of(finalist));
            best = Math.Max(best, finalist.Accuracy);
        }

        front.Reverse();
        var recommended = recommendation.Default();
        return new FrontData(
            front,
            others,
            recommendation.Mark is { } mark ? FrontPoint.Of(mark) : null,
            recommended is null || recommended == recommendation.Mark ? null : FrontPoint.Of(recommended));
    }
}
