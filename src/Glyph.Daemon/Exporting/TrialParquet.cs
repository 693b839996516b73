using Parquet;
using Parquet.Schema;

namespace Glyph.Daemon.Exporting;

/// <summary>Trials as Apache Parquet: the columns of <see cref="TrialField.All"/> with their types, each nullable; rows in groups, Snappy inside.</summary>
internal static class TrialParquet
{
    /// <summary>Rows of a group: what is in memory at a time beside the file itself.</summary>
    private const int GroupRows = 10_000;

    /// <summary>Writes the whole file.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="stream">Where to; it is left open.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static async Task WriteAsync(IEnumerable<TrialRecord> trials, Stream stream, CancellationToken cancellationToken)
    {
        DataField[] fields = [.. TrialField.All.Select(field => new DataField(field.Name, field.Type, isNullable: true))];
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (var rows in trials.Chunk(GroupRows))
        {
            using var group = writer.CreateRowGroup();
            foreach (var (column, field) in TrialField.All.Zip(fields))
            {
                object?[] values = Array.ConvertAll(rows, row => column.Value(row));
                await WriteAsync(group, column.Type, field, values, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAsync(ParquetRowGroupWriter group, Type type, DataField field, object?[] values, CancellationToken cancellationToken)
    {
        if (type == typeof(string))
        {
            await group.WriteAsync(field, Array.ConvertAll(values, value => (string?)value)!).ConfigureAwait(false);
        }
        else if (type == typeof(int))
        {
            await NumbersAsync<int>().ConfigureAwait(false);
        }
        else if (type == typeof(long))
        {
            await NumbersAsync<long>().ConfigureAwait(false);
        }
        else if (type == typeof(double))
        {
            await NumbersAsync<double>().ConfigureAwait(false);
        }
        else
        {
            await NumbersAsync<bool>().ConfigureAwait(false);
        }

        async Task NumbersAsync<T>()
            where T : struct =>
            await group.WriteAsync<T>(field, Array.ConvertAll(values, value => (T?)value), cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
