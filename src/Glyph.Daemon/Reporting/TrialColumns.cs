using Glyph.Core.Trials;

namespace Glyph.Daemon.Reporting;

/// <summary>Trials column by column, in the order of their numbers; every column has one entry a trial.</summary>
internal sealed record TrialColumns
{
    public required IReadOnlyList<int> Number { get; init; }

    public required IReadOnlyList<int> Generation { get; init; }

    public required Coded<string> Status { get; init; }

    public required Coded<string> Proposer { get; init; }

    public required Coded<string> Operator { get; init; }

    /// <summary>Text tokens / vision tokens over the search texts; null where layout failed.</summary>
    public required IReadOnlyList<double?> Compression { get; init; }

    public required IReadOnlyList<double?> AllInclusiveCompression { get; init; }

    /// <summary>What the search measured, 0 to 1; null where nothing was read.</summary>
    public required IReadOnlyList<double?> Accuracy { get; init; }

    public required IReadOnlyList<double?> AccuracyLow { get; init; }

    public required IReadOnlyList<double?> AccuracyHigh { get; init; }

    public required IReadOnlyList<int?> Samples { get; init; }

    /// <summary>The accuracy to believe of trials that were read again; null of others.</summary>
    public required IReadOnlyList<double?> Confirmed { get; init; }

    public required IReadOnlyList<double?> ConfirmedLow { get; init; }

    public required IReadOnlyList<double?> ConfirmedHigh { get; init; }

    public required IReadOnlyList<int> Ids { get; init; }

    public required IReadOnlyList<int> WrongIds { get; init; }

    public required IReadOnlyList<int?> Pages { get; init; }

    public required IReadOnlyList<long?> VisionTokens { get; init; }

    public required IReadOnlyList<long?> TextTokens { get; init; }

    public required IReadOnlyList<double> Seconds { get; init; }

    public required IReadOnlyList<string> ConfigHash { get; init; }

    public required IReadOnlyList<IReadOnlyList<int>> Parents { get; init; }

    /// <summary>The proposer's own words.</summary>
    public required Coded<string> Reason { get; init; }

    /// <summary>The id of the journal entry that the trial came from.</summary>
    public required Coded<string> Journal { get; init; }

    /// <summary>Which idea of that entry it was, from 0.</summary>
    public required IReadOnlyList<int?> Idea { get; init; }

    /// <summary>Why it failed, was screened or is infeasible.</summary>
    public required Coded<string> Error { get; init; }

    /// <summary>Accuracy after each rung: mean, low, high, items.</summary>
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Rungs { get; init; }

    /// <summary>By key of the Glyph authors' config format, and Glyph's own; every key, whether it varies or not.</summary>
    public required IReadOnlyDictionary<string, Coded<object>> Config { get; init; }

    /// <summary>The columns of some trials, for whoever tells of them one by one.</summary>
    /// <param name="trials">The trials, in any order.</param>
    /// <param name="confirmed">The accuracy to believe, by number, of those that were read again.</param>
    public static TrialColumns Of(IEnumerable<Trial> trials, IReadOnlyDictionary<int, AccuracyEstimate>? confirmed = null)
    {
        var table = new TrialTable();
        foreach (var trial in trials)
        {
            table.Add(trial);
        }

        return table.Columns(confirmed);
    }
}
