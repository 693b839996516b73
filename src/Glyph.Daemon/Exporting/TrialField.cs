using System.Text.Json;
using Glyph.Core.Configs;
using Glyph.Core.Trials;

namespace Glyph.Daemon.Exporting;

/// <summary>A column of the exported tables of trials.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type: <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or <see cref="string"/>.</param>
/// <param name="Value">Its value; null where the trial has none.</param>
internal sealed record TrialField(string Name, Type Type, Func<TrialRecord, object?> Value)
{
    /// <summary>Every column, in order: what a trial is and came to, then every key of its config.</summary>
    public static IReadOnlyList<TrialField> All { get; } =
    [
        Of<int>("trial", r => r.Trial),
        Of<int>("generation", r => r.Generation),
        Of<string>("status", r => r.Status.ToString().ToLowerInvariant()),
        Of<double>("compression", r => r.Compression),
        Of<double>("all-inclusive-compression", r => r.AllInclusiveCompression),
        Of<double>("accuracy", r => r.Accuracy?.Mean),
        Of<double>("accuracy-low", r => r.Accuracy?.Low),
        Of<double>("accuracy-high", r => r.Accuracy?.High),
        Of<int>("samples", r => r.Accuracy?.Samples),
        Of<double>("confirmed-accuracy", r => r.Confirmed?.Mean),
        Of<double>("confirmed-low", r => r.Confirmed?.Low),
        Of<double>("confirmed-high", r => r.Confirmed?.High),
        Of<int>("confirmed-samples", r => r.Confirmed?.Samples),
        .. Enum.GetValues<ItemOutcome>().Select(outcome => Of<int>(JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString()), r => r.Outcomes?.GetValueOrDefault(outcome))),
        Of<int>("ids", r => r.Ids),
        Of<int>("wrong-ids", r => r.WrongIds),
        Of<double>("judged-accuracy", r => r.Judged?.Mean),
        Of<double>("charged-over-predicted", r => r.Tokens?.Ratio),
        Of<int>("pages", r => r.Pages),
        Of<long>("vision-tokens", r => r.VisionTokens),
        Of<long>("text-tokens", r => r.TextTokens),
        Of<string>("proposer", r => r.Provenance.Proposer),
        Of<string>("operator", r => r.Provenance.Operator),
        Of<string>("parents", r => string.Join(' ', r.Provenance.Parents)),
        Of<double>("seconds", r => r.Seconds),
        Of<string>("error", r => r.Error ?? (r.Violations is { } v ? string.Join("; ", v) : null)),
        Of<string>("config-hash", r => r.ConfigHash),
        .. RenderConfigKeys.All.Select(key => new TrialField(key, RenderConfigKeys.Get(new RenderConfig(), key).GetType(), r => RenderConfigKeys.Get(r.Config, key))),
    ];

    private static TrialField Of<T>(string name, Func<TrialRecord, object?> value) => new(name, typeof(T), value);
}
