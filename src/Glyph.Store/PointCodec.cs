using System.Text;
using Glyph.Core.Trials;

namespace Glyph.Store;

/// <summary>
/// Points as bytes, one after the other, about a hundred each. The form is a part of the schema: whoever changes it raises
/// <see cref="Schema.Version"/>.
/// </summary>
internal static class PointCodec
{
    /// <summary>What a point has, beside what every point has.</summary>
    [Flags]
    private enum Parts : byte
    {
        None = 0,
        Pages = 1,
        Compression = 2,
        Accuracy = 4,
        Genome = 8,
    }

    /// <summary>The bytes of points.</summary>
    public static byte[] Write(IEnumerable<TrialPoint> points)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var point in points)
            {
                Write(writer, point);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Adds the points of some bytes to a list.</summary>
    /// <exception cref="EndOfStreamException">The bytes end within a point.</exception>
    public static void Read(byte[] bytes, List<TrialPoint> points)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        var proposer = "";
        while (stream.Position < stream.Length)
        {
            var point = Read(reader, proposer);
            points.Add(point);
            proposer = point.Proposer;
        }
    }

    private static void Write(BinaryWriter writer, TrialPoint point)
    {
        writer.Write7BitEncodedInt(point.Number);
        writer.Write7BitEncodedInt(point.Generation);
        writer.Write((byte)point.Status);
        writer.Write((byte)((point.PagesHash is null ? Parts.None : Parts.Pages)
            | (point.Compression is null ? Parts.None : Parts.Compression)
            | (point.Accuracy is null ? Parts.None : Parts.Accuracy)
            | (point.HasGenome ? Parts.Genome : Parts.None)));
        writer.Write(point.Proposer);
        writer.Write(point.ConfigHash);
        if (point.PagesHash is { } pages)
        {
            writer.Write(pages);
        }

        if (point.Compression is { } compression)
        {
            writer.Write(compression);
        }

        if (point.Accuracy is { } accuracy)
        {
            writer.Write(accuracy.Mean);
            writer.Write(accuracy.Low);
            writer.Write(accuracy.High);
            writer.Write(accuracy.Confidence);
            writer.Write7BitEncodedInt(accuracy.Samples);
            writer.Write7BitEncodedInt64(accuracy.Characters);
        }

        writer.Write7BitEncodedInt(point.Ids);
        writer.Write7BitEncodedInt(point.WrongIds);
        writer.Write(point.ViolationDegree);
        writer.Write7BitEncodedInt64(point.Duration.Ticks);
    }

    /// <param name="reader">The bytes.</param>
    /// <param name="known">A proposer's name that is in memory; most points follow one of the same.</param>
    private static TrialPoint Read(BinaryReader reader, string known)
    {
        var (number, generation, status, parts) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), (TrialStatus)reader.ReadByte(), (Parts)reader.ReadByte());
        var proposer = reader.ReadString();
        return new TrialPoint
        {
            Number = number,
            Generation = generation,
            Status = status,
            Proposer = string.Equals(proposer, known, StringComparison.Ordinal) ? known : proposer,
            HasGenome = parts.HasFlag(Parts.Genome),

            // In the order in which they were written.
            ConfigHash = reader.ReadString(),
            PagesHash = parts.HasFlag(Parts.Pages) ? reader.ReadString() : null,
            Compression = parts.HasFlag(Parts.Compression) ? reader.ReadDouble() : null,
            Accuracy = parts.HasFlag(Parts.Accuracy)
                ? new AccuracyEstimate(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64())
                : null,
            Ids = reader.Read7BitEncodedInt(),
            WrongIds = reader.Read7BitEncodedInt(),
            ViolationDegree = reader.ReadDouble(),
            Duration = TimeSpan.FromTicks(reader.Read7BitEncodedInt64()),
        };
    }
}
