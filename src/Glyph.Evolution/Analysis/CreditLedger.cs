using System.Globalization;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Analysis;

/// <summary>What each proposer did over a whole search, and whether that adds up to what the search has.</summary>
/// <param name="Lines">By proposer, most hypervolume first.</param>
/// <param name="Evaluations">Complete and failed trials of the search.</param>
/// <param name="Hypervolume">Of the front of all its trials.</param>
/// <param name="Differences">Where the sums are not the search's own numbers, and by how much, in sentences; empty where all adds up.</param>
public sealed record CreditLedger(IReadOnlyList<CreditLine> Lines, int Evaluations, double Hypervolume, IReadOnlyList<string> Differences)
{
    /// <summary>Sums of gains differ from the hypervolume by no more than this share of it, of rounding.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Sums the tallies of a search.</summary>
    /// <param name="generations">Its checkpoints.</param>
    /// <param name="trials">Its trials.</param>
    public static CreditLedger Of(IReadOnlyList<Generation> generations, IReadOnlyList<TrialPoint> trials)
    {
        var hypervolume = ParetoFront.Hypervolume(trials.Select(t => t.Objectives).OfType<Objectives>(), ParetoFront.Reference);
        var evaluations = trials.Count(t => t.IsEvaluation);
        IReadOnlyList<CreditLine> lines =
        [
            .. generations.SelectMany(g => g.Proposers).GroupBy(t => t.Proposer, StringComparer.Ordinal)
                .Select(tallies => CreditLine.Of(tallies.Key, [.. tallies], hypervolume))
                .OrderByDescending(line => line.Gained).ThenBy(line => line.Proposer, StringComparer.Ordinal),
        ];
        return new CreditLedger(lines, evaluations, hypervolume, [.. Check(lines, generations, trials, evaluations, hypervolume)]);
    }

    private static IEnumerable<string> Check(IReadOnlyList<CreditLine> lines, IReadOnlyList<Generation> generations, IReadOnlyList<TrialPoint> trials, int evaluations, double hypervolume)
    {
        var untold = trials.Count(t => t.IsEvaluation && t.Generation >= generations.Count);
        if (untold > 0)
        {
            yield return Say($"{untold} evaluations are of a generation that was not finished, and in no line");
        }

        if (generations.Any(g => g.Proposers.Count == 0))
        {
            yield return Say($"{generations.Count(g => g.Proposers.Count == 0)} of {generations.Count} generations have no tallies: an earlier version of glyph searched them");
        }

        foreach (var line in lines.Where(line => line.Proposed != line.Evaluations + line.Dropped.Values.Sum()))
        {
            yield return Say($"{line.Proposer} proposed {line.Proposed}, but {line.Evaluations} were read or failed and {line.Dropped.Values.Sum()} were dropped");
        }

        var (told, gained) = (lines.Sum(line => line.Evaluations), lines.Sum(line => line.Gained));
        if (told + untold != evaluations)
        {
            yield return Say($"the lines have {told} evaluations, the search's finished generations {evaluations - untold}");
        }

        if (Math.Abs(gained - hypervolume) > Rounding * Math.Max(1, hypervolume))
        {
            yield return Say($"the lines' gains add up to {gained:0.####}, the front's hypervolume is {hypervolume:0.####}");
        }
    }

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What one proposer did over a whole search.</summary>
public sealed record CreditLine
{
    /// <summary>Its name.</summary>
    public required string Proposer { get; init; }

    /// <summary>Candidates that it proposed.</summary>
    public required int Proposed { get; init; }

    /// <summary>Those that were not read, by reason.</summary>
    public required IReadOnlyDictionary<DropReason, int> Dropped { get; init; }

    /// <summary>Those that were read, or failed to be.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Lines, pages or tasks that were read for them.</summary>
    public required long Samples { get; init; }

    /// <summary>What it spent itself; readings are not in it.</summary>
    public required Spend Spent { get; init; }

    /// <summary>Hypervolume that its trials added to the front, each at its turn by number; at least 0.</summary>
    public required double Gained { get; init; }

    /// <summary>Its share of the final hypervolume, 0 to 1.</summary>
    public required double Share { get; init; }

    internal static CreditLine Of(string proposer, IReadOnlyList<ProposerTally> tallies, double hypervolume)
    {
        var gained = tallies.Sum(t => t.Gained);
        return new CreditLine
        {
            Proposer = proposer,
            Proposed = tallies.Sum(t => t.Proposed),
            Dropped = new SortedDictionary<DropReason, int>(tallies.SelectMany(t => t.Dropped).GroupBy(d => d.Key).ToDictionary(d => d.Key, d => d.Sum(pair => pair.Value))),
            Evaluations = tallies.Sum(t => t.Evaluations),
            Samples = tallies.Sum(t => t.Samples),
            Spent = tallies.Aggregate(default(Spend), (sum, t) => sum + t.Spent),
            Gained = gained,
            Share = hypervolume > 0 ? gained / hypervolume : 0,
        };
    }
}
