using System.Globalization;
using System.Text;

namespace Glyph.Daemon.Exporting;

/// <summary>
/// Trials as CSV (RFC 4180): one row a trial, the columns of <see cref="TrialField.All"/>. Values are written as they are, also those that a
/// spreadsheet would take for a formula: whoever reads a table must get what was measured and said, not something near it.
/// </summary>
internal static class TrialCsv
{
    /// <summary>The whole file.</summary>
    public static string Write(IEnumerable<TrialRecord> trials)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', TrialField.All.Select(field => field.Name)).Append('\n');
        foreach (var trial in trials)
        {
            csv.AppendJoin(',', TrialField.All.Select(field => Field(field.Value(trial)))).Append('\n');
        }

        return csv.ToString();
    }

    private static string Field(object? value)
    {
        var text = value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
