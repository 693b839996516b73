using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Earlier;

/// <summary>Seeds of generation 0 from what earlier searches found.</summary>
public static class EarlierSeeds
{
    /// <summary>The name that their provenance carries.</summary>
    public const string Name = "earlier";

    /// <summary>How many at most: each is an evaluation.</summary>
    private const int Most = 6;

    /// <summary>Accuracy below which a trial is no seed: as where the credit of proposers counts.</summary>
    private const double LeastAccuracy = 0.9;

    /// <summary>The front of the trials where users live, evenly spread over it, the most accurate first.</summary>
    /// <param name="trials">Trials of earlier searches; their compressions are of their own texts, and compared as they are.</param>
    public static IReadOnlyList<Candidate> Of(IReadOnlyList<EarlierTrial> trials)
    {
        var front = new List<EarlierTrial>();
        foreach (var trial in trials.Where(t => t.Accuracy.Mean >= LeastAccuracy)
            .OrderByDescending(t => t.Accuracy.Mean).ThenByDescending(t => t.Cost.Compression).ThenBy(t => t.SearchId, StringComparer.Ordinal).ThenBy(t => t.Number))
        {
            if (front.Count == 0 || trial.Cost.Compression > front[^1].Cost.Compression)
            {
                front.Add(trial);
            }
        }

        var spread = front.Count <= Most ? front : Enumerable.Range(0, Most).Select(i => front[i * (front.Count - 1) / (Most - 1)]);
        return [.. spread.Select(t => t.Candidate with
        {
            Provenance = new Provenance { Proposer = Name, Operator = FormattableString.Invariant($"trial {t.Number} of search {t.SearchId}") },
        })];
    }
}
