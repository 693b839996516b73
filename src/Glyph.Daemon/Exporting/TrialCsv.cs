using System.Globalization;
using System.Text;
using System.Text.Json;
using Glyph.Core.Configs;
using Glyph.Core.Trials;

namespace Glyph.Daemon.Exporting;

/// <summary>Trials as CSV (RFC 4180): one row a trial, every config key a column.</summary>
internal static class TrialCsv
{
    private static readonly (string Name, Func<TrialRecord, object?> Value)[] Columns =
    [
        ("trial", r => r.Trial),
        ("generation", r => r.Generation),
        ("status", r => r.Status.ToString().ToLowerInvariant()),
        ("compression", r => r.Compression),
        ("all-inclusive-compression", r => r.AllInclusiveCompression),
        ("accuracy", r => r.Accuracy?.Mean),
        ("accuracy-low", r => r.Accuracy?.Low),
        ("accuracy-high", r => r.Accuracy?.High),
        ("samples", r => r.Accuracy?.Samples),
        ("confirmed-accuracy", r => r.Confirmed?.Mean),
        ("confirmed-low", r => r.Confirmed?.Low),
        ("confirmed-high", r => r.Confirmed?.High),
        ("confirmed-samples", r => r.Confirmed?.Samples),
        .. Enum.GetValues<ItemOutcome>().Select(outcome =>
            (JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString()), (Func<TrialRecord, object?>)(r => r.Outcomes?.GetValueOrDefault(outcome)))),
        ("ids", r => r.Ids),
        ("wrong-ids", r => r.WrongIds),
        ("judged-accuracy", r => r.Judged?.Mean),
        ("charged-over-predicted", r => r.Tokens?.Ratio),
        ("pages", r => r.Pages),
        ("vision-tokens", r => r.VisionTokens),
        ("text-tokens", r => r.TextTokens),
        ("proposer", r => r.Provenance.Proposer),
        ("operator", r => r.Provenance.Operator),
        ("parents", r => string.Join(' ', r.Provenance.Parents)),
        ("seconds", r => r.Seconds),
        ("error", r => r.Error ?? (r.Violations is { } v ? string.Join("; ", v) : null)),
        ("config-hash", r => r.ConfigHash),
    ];

    /// <summary>The whole file.</summary>
    public static string Write(IEnumerable<TrialRecord> trials)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', Columns.Select(c => c.Name).Concat(RenderConfigKeys.All)).Append('\n');
        foreach (var trial in trials)
        {
            var values = Columns.Select(c => c.Value(trial)).Concat(RenderConfigKeys.All.Select(key => RenderConfigKeys.Get(trial.Config, key)));
            csv.AppendJoin(',', values.Select(Field)).Append('\n');
        }

        return csv.ToString();
    }

    private static string Field(object? value)
    {
        var text = value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
