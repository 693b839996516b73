using System.Globalization;
using System.Text;
using CsCheck;
using Glyph.Core.Configs;
using Glyph.Core.Trials;
using Glyph.Daemon.Exporting;
using Glyph.Daemon.Tests.Reporting;
using Parquet;
using Parquet.Schema;

namespace Glyph.Daemon.Tests.Exporting;

public sealed class TrialTableFilesTests
{
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.String,
        Gen.Int[0, 5].Select(i => new[] { "=HYPERLINK(\"http://x\")", "+1", "a,\"b\"\r\nc", "", "\u2028</script>", "-2+3" }[i]));

    private static readonly Gen<TrialRecord> Records = Gen.Select(Gen.Int[1, 99_999], Gen.Enum<TrialStatus>(), Gen.Double[0, 1], Gen.Double[0.1, 20], Hostile, Hostile)
        .Select(t => Samples.Trial(t.Item1, t.Item2, t.Item3, t.Item4) is var trial
            ? TrialRecord.Of(
                trial with
                {
                    Error = t.Item2 == TrialStatus.Failed ? t.Item5 : null,
                    Candidate = trial.Candidate with { Provenance = trial.Candidate.Provenance with { Operator = t.Item6 }, Config = RenderConfig.Published() with { Instruction = Plain(t.Item5) } },
                },
                t.Item1 % 2 == 0 ? trial.Measurement?.Accuracy : null)
            : throw new InvalidOperationException());

    /// <summary>Halves of pairs are no text, and UTF-8 does not have them.</summary>
    private static string Plain(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Csv_and_parquet_hold_the_same()
    {
        Records.Select(r => r with { Error = r.Error is null ? null : Plain(r.Error), Provenance = r.Provenance with { Operator = Plain(r.Provenance.Operator) } }).Array[0, 8].Sample(records =>
        {
            using var stream = new MemoryStream();
            TrialParquet.WriteAsync(records, stream, CancellationToken.None).GetAwaiter().GetResult();
            var table = ReadAsync(stream).GetAwaiter().GetResult();
            var csv = Parse(TrialCsv.Write(records));
            Assert.Equal(TrialField.All.Select(f => f.Name), csv[0], StringComparer.Ordinal);
            Assert.Equal(TrialField.All.Select(f => f.Name), table.Select(c => c.Name), StringComparer.Ordinal);
            for (var row = 0; row < records.Length; row++)
            {
                foreach (var (column, (name, values)) in table.Index())
                {
                    Assert.True(string.Equals(Shown(values[row]), csv[row + 1][column], StringComparison.Ordinal), $"{name}: {Shown(values[row])} is not {csv[row + 1][column]}");
                }
            }
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task Columns_have_types_and_rows_beyond_a_group_follow()
    {
        var record = TrialRecord.Of(Samples.Trial(1), null);
        using var stream = new MemoryStream();
        await TrialParquet.WriteAsync(Enumerable.Range(1, 10_003).Select(n => record with { Trial = n }), stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(2, reader.RowGroupCount);
        var types = reader.Schema.GetDataFields().ToDictionary(f => f.Name, f => f.ClrType, StringComparer.Ordinal);
        Assert.Equal(
            (typeof(int), typeof(double), typeof(long), typeof(ReadOnlyMemory<char>), typeof(bool), typeof(double), typeof(int)),
            (types["trial"], types["accuracy"], types["vision-tokens"], types["status"], types["auto-crop-width"], types["font-size"], types["dpi"]));
        var trials = (await ReadAsync(stream)).Single(c => c.Name is "trial").Values;
        Assert.Equal(Enumerable.Range(1, 10_003), trials.Select(v => (int)v!));
    }

    [Fact]
    public void A_value_that_looks_like_a_formula_stays_what_was_said()
    {
        var record = TrialRecord.Of(Samples.Trial(1, TrialStatus.Failed) with { Error = "=cmd|' /C calc'!A0" }, null);
        Assert.Contains("=cmd|' /C calc'!A0", Parse(TrialCsv.Write([record]))[1], StringComparer.Ordinal);
    }

    private static string Shown(object? value) => value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static async Task<IReadOnlyList<(string Name, List<object?> Values)>> ReadAsync(Stream stream)
    {
        stream.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true);
        var columns = reader.Schema.GetDataFields().Select(field => (Field: field, Values: new List<object?>())).ToList();
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            foreach (var (field, values) in columns)
            {
                values.AddRange(await ReadAsync(rows, field, (int)rows.RowCount));
            }
        }

        return [.. columns.Select(c => (c.Field.Name, c.Values))];
    }

    private static async Task<IEnumerable<object?>> ReadAsync(ParquetRowGroupReader rows, DataField field, int count)
    {
        async Task<IEnumerable<object?>> NumbersAsync<T>()
            where T : struct
        {
            var values = new T?[count];
            await rows.ReadAsync<T>(field, values.AsMemory());
            return values.Cast<object?>();
        }

        if (field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[count];
            await rows.ReadAsync(field, texts.AsMemory());
            return texts;
        }

        return field.ClrType == typeof(int) ? await NumbersAsync<int>()
            : field.ClrType == typeof(long) ? await NumbersAsync<long>()
            : field.ClrType == typeof(double) ? await NumbersAsync<double>()
            : await NumbersAsync<bool>();
    }

    /// <summary>RFC 4180, with line ends of a line feed.</summary>
    private static List<List<string>> Parse(string csv)
    {
        var (rows, row, field, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (quoted && csv[i] is '"' && i + 1 < csv.Length && csv[i + 1] is '"')
            {
                field.Append('"');
                i++;
            }
            else if (csv[i] is '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && csv[i] is ',' or '\n' && !quoted)
            {
                row.Add(field.ToString());
                field.Clear();
                if (csv[i] is '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else
            {
                field.Append(csv[i]);
            }
        }

        return rows;
    }
}
