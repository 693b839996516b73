using Glyph.Core.Configs;
using Glyph.Core.Trials;

namespace Glyph.Daemon.Reporting;

/// <summary>A misreading that the trial itself kept.</summary>
internal sealed record MisreadingInfo(string Item, string Truth, string Read, double Accuracy);

/// <summary>What was misread as what.</summary>
internal sealed record ConfusionInfo(string Truth, string Read, int Count);

/// <summary>What only the view of a single trial shows.</summary>
internal sealed record TrialDetail
{
    public required int Trial { get; init; }

    /// <summary>The whole config in the Glyph authors' format.</summary>
    public required RenderConfig Config { get; init; }

    public required IReadOnlyList<MisreadingInfo> Worst { get; init; }

    public required IReadOnlyList<ConfusionInfo> Confusions { get; init; }

    /// <summary>How many items had each outcome.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>The detail of a trial, read or not.</summary>
    public static TrialDetail Of(Trial trial) => new()
    {
        Trial = trial.Number,
        Config = trial.Candidate.Config,
        Worst = [.. (trial.Measurement?.Worst ?? []).Select(worst => new MisreadingInfo(worst.Item, worst.Truth, worst.Read, worst.Accuracy))],
        Confusions = [.. (trial.Measurement?.Confusions ?? []).Select(confusion => new ConfusionInfo(confusion.Truth, confusion.Read, confusion.Count))],
        Outcomes = (trial.Measurement?.Outcomes ?? new Dictionary<ItemOutcome, int>()).OrderBy(outcome => outcome.Key).ToDictionary(outcome => Text.Words(outcome.Key), outcome => outcome.Value, StringComparer.Ordinal),
    };
}
