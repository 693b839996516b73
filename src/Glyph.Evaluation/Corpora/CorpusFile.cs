using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Glyph.Core;
using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Corpora;

/// <summary>The first line of a corpus file.</summary>
/// <param name="Version">The version of the format, 1.</param>
/// <param name="Name">What to call the corpus.</param>
/// <param name="Sha256">The SHA-256 of all bytes after this line, lower-case hexadecimal.</param>
/// <param name="Search">Items to search with.</param>
/// <param name="HeldOut">Items for the proof.</param>
/// <param name="Tasks">Tasks of all items.</param>
/// <param name="Characters">UTF-16 units of all texts.</param>
/// <param name="Built">How it was built: each option with its value.</param>
public sealed record CorpusHeader(
    [property: JsonPropertyName(CorpusFile.Marker)] int Version,
    string Name,
    string Sha256,
    int Search,
    int HeldOut,
    int Tasks,
    long Characters,
    IReadOnlyDictionary<string, string> Built);

/// <summary>Glyph's own corpus file: JSON lines, the header first, then one item a line. docs/corpora.md shows one.</summary>
public static class CorpusFile
{
    /// <summary>The header's first field, by which the format is known.</summary>
    public const string Marker = "glyph-corpus";

    private const int Version = 1;
    private const int MostProblems = 20;

    /// <summary>Writes a corpus. The same corpus always gives the same bytes.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="corpus">The corpus.</param>
    /// <param name="built">How it was built: each option with its value.</param>
    public static CorpusHeader Write(Stream stream, Corpus corpus, IReadOnlyDictionary<string, string> built)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in Lines(corpus))
        {
            hash.AppendData(line);
        }

        var items = corpus.Search.Concat(corpus.HeldOut).ToList();
        var header = new CorpusHeader(
            Version, corpus.Name, Convert.ToHexStringLower(hash.GetHashAndReset()), corpus.Search.Count, corpus.HeldOut.Count,
            items.Sum(item => item.Tasks.Count), items.Sum(item => (long)item.Text.Length), built);
        stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(header, GlyphJson.Compact), (byte)'\n']);
        foreach (var line in Lines(corpus))
        {
            stream.Write(line);
        }

        return header;
    }

    /// <summary>Reads a corpus file.</summary>
    /// <exception cref="InvalidInputException">It is none, or its content is not what its hash says; all problems at once.</exception>
    public static (CorpusHeader Header, Corpus Corpus) Read(string path)
    {
        var problems = new List<string>();
        var result = Read(path, problems);
        return problems.Count == 0 ? result!.Value : throw new InvalidInputException(problems);
    }

    internal static (CorpusHeader Header, Corpus Corpus)? Read(string path, List<string> problems)
    {
        if (!File.Exists(path))
        {
            problems.Add($"{path}: no such file");
            return null;
        }

        var found = new List<string>();
        var (header, items) = ReadLines(path, found);
        problems.AddRange(found.Take(MostProblems));
        if (found.Count > MostProblems)
        {
            problems.Add($"{path}: {found.Count - MostProblems} more problems");
        }

        if (header is null || found.Count > 0)
        {
            return null;
        }

        List<CorpusItem> Part(CorpusSplit split) => [.. items.Where(item => item.Split == split).Select(item => item.Item)];
        return (header, new Corpus(header.Name, Part(CorpusSplit.Search), Part(CorpusSplit.HeldOut)));
    }

    private static (CorpusHeader? Header, List<(CorpusSplit Split, CorpusItem Item)> Items) ReadLines(string path, List<string> problems)
    {
        CorpusHeader? header = null;
        var items = new List<(CorpusSplit Split, CorpusItem Item)>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in JsonLine.Of(path, problems))
        {
            if (line.Number == 1)
            {
                header = Header(line, path, problems);
                if (header is null)
                {
                    break; // of a file that is something else, or was changed, nothing more is worth saying
                }
            }
            else if (line.As<Line>() is { } read)
            {
                CheckItem(line, read, ids);
                items.Add((read.Split, new CorpusItem(read.Id ?? "", read.Text ?? "") { Tasks = read.Tasks ?? [] }));
            }
        }

        if (header is null && problems.Count == 0)
        {
            problems.Add($"{path}:1: is no header; a corpus file begins with one that holds '{Marker}'");
        }

        return (header, items);
    }

    private static CorpusHeader? Header(JsonLine line, string path, List<string> problems)
    {
        if (!line.Has(Marker, "name", "sha256"))
        {
            line.Problem($"is no header; a corpus file begins with '{Marker}', 'name' and 'sha256'");
            return null;
        }

        if (line.As<CorpusHeader>() is not { } header)
        {
            return null;
        }

        if (header.Version != Version)
        {
            line.Problem(Marker, $"is {header.Version}; this Glyph reads version {Version}");
            return null;
        }

        var actual = HashOfRest(path);
        if (!string.Equals(header.Sha256, actual, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{path}: its items are not those that the header's sha256 says ({header.Sha256}); they hash to {actual}. The file was changed or cut off: build it again.");
            return null;
        }

        return header;
    }

    private static string HashOfRest(string path)
    {
        using var file = File.OpenRead(path);
        using var buffered = new BufferedStream(file);
        while (buffered.ReadByte() is not ('\n' or -1))
        {
            // Past the header.
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffered));
    }

    private static void CheckItem(JsonLine line, Line read, HashSet<string> ids)
    {
        if (string.IsNullOrEmpty(read.Id) || !ids.Add($"{read.Split} {read.Id}"))
        {
            line.Problem("id", string.IsNullOrEmpty(read.Id) ? "is missing; each item has one" : $"is '{read.Id}', which another item of its part has");
        }

        if (string.IsNullOrWhiteSpace(read.Text))
        {
            line.Problem("text", "is missing or empty");
        }

        CorpusTasks.Check(line, read.Tasks ?? []);
    }

    private static IEnumerable<byte[]> Lines(Corpus corpus) =>
        Lines(corpus.Search, CorpusSplit.Search).Concat(Lines(corpus.HeldOut, CorpusSplit.HeldOut));

    private static IEnumerable<byte[]> Lines(IEnumerable<CorpusItem> items, CorpusSplit split) => items.Select(item =>
        (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(new Line(item.Id, split, item.Text, item.Tasks), GlyphJson.Compact), (byte)'\n']);

    private sealed record Line(string? Id, CorpusSplit Split, string? Text, IReadOnlyList<ReadingTask>? Tasks);
}
