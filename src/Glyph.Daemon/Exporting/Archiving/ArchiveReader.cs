using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Glyph.Core;

namespace Glyph.Daemon.Exporting.Archiving;

/// <summary>
/// Reads archives line by line, whoever wrote them: no size that a file states is believed, no path in it is opened, and nothing
/// is given before the line that it stands in was understood.
/// </summary>
internal sealed partial class ArchiveReader : IDisposable
{
    /// <summary>Bytes of a line at most: a search with a corpus of that size is no corpus.</summary>
    internal const int MaxLine = 256 << 20;

    /// <summary>Bytes of the line of any other record at most: a store holds it in one document, of 16 MB at most.</summary>
    internal const int MaxRecord = 12 << 20;

    /// <summary>Bytes of a whole archive at most, unpacked.</summary>
    private const long MaxTotal = 16L << 30;

    private readonly string _path;
    private readonly Stream _lines;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _total;
    private int _number;

    private ArchiveReader(string path, Stream lines) => (_path, _lines) = (path, lines);

    /// <summary>The header.</summary>
    public ArchiveHeader Header { get; private set; } = null!;

    /// <summary>Opens an archive and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is no archive, or one of a newer version.</exception>
    public static ArchiveReader Open(string path)
    {
        ArchiveReader? reader = null;
        try
        {
            reader = new ArchiveReader(path, new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            reader.Header = reader.ReadHeader();
            return reader;
        }
        catch (Exception e)
        {
            reader?.Dispose();
            throw e is IOException or UnauthorizedAccessException ? new InvalidInputException($"{path}: cannot be read: {e.Message}") : e;
        }
    }

    /// <summary>The lines after the header, one by one; after the last, counts and checksum were found to be right.</summary>
    /// <exception cref="InvalidInputException">The archive is damaged; the message says where.</exception>
    public IEnumerable<ArchiveLine> Lines()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (ReadLine() is { } bytes)
        {
            _hash.AppendData(bytes.Span);
            _hash.AppendData("\n"u8);
            var line = Parse<ArchiveLine>(bytes.Span);
            var kind = line.Kind() ?? throw Damaged("the line holds none of the parts of a search, or several");
            if (line.Search is null && bytes.Length > MaxRecord)
            {
                throw Damaged($"the {kind} is larger than a store can hold");
            }

            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            yield return line;
        }

        if (!string.Equals(Convert.ToHexStringLower(_hash.GetHashAndReset()), Header.Sha256, StringComparison.Ordinal))
        {
            var missing = Header.Counts.Where(count => counts.GetValueOrDefault(count.Key) != count.Value).Select(count => FormattableString.Invariant($"{counts.GetValueOrDefault(count.Key)} of {count.Value} {count.Key} lines"));
            throw Damaged(string.Join(", ", missing.Prepend("its checksum is another")));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _hash.Dispose();
    }

    private ArchiveHeader ReadHeader()
    {
        ReadOnlyMemory<byte>? line;
        try
        {
            line = ReadLine();
        }
        catch (InvalidInputException)
        {
            line = null;
        }

        try
        {
            if (line is { } bytes && JsonSerializer.Deserialize<JsonElement>(bytes.Span) is { ValueKind: JsonValueKind.Object } json
                && json.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String && format.ValueEquals(SearchArchive.Format))
            {
                return json.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number is > 0 and <= SearchArchive.Version
                    ? json.Deserialize<ArchiveHeader>(GlyphJson.Compact) is { Search: { } search, Counts: not null, Sha256: not null } header && SearchId().IsMatch(search) ? header : throw Damaged("its header lacks something, or names no search")
                    : throw new InvalidInputException($"{_path}: the archive is of version {(json.TryGetProperty("version", out var other) ? other.GetRawText() : "?")}, and this glyph knows {SearchArchive.Version}; use the glyph that wrote it, or a newer one");
            }
        }
        catch (JsonException)
        {
            // It is no archive, as said below.
        }

        throw new InvalidInputException($"{_path}: no archive of a search; 'glyph export --archive FILE' writes one");
    }

    /// <summary>Whether a text can be the id of a search: it is a key in the store and a name of files.</summary>
    public static bool IsSearchId(string id) => SearchId().IsMatch(id);

    private ReadOnlyMemory<byte>? ReadLine()
    {
        var scanned = _start;
        while (true)
        {
            if (_buffer.AsSpan(scanned, _end - scanned).IndexOf((byte)'\n') is var at and >= 0)
            {
                var line = _buffer.AsMemory(_start, scanned + at - _start);
                _start = scanned + at + 1;
                _number++;
                return line;
            }

            scanned = _end - _start;
            if (_start > 0)
            {
                Buffer.BlockCopy(_buffer, _start, _buffer, 0, scanned);
                (_start, _end) = (0, scanned);
            }

            if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length < MaxLine ? Math.Min(MaxLine, 2 * _buffer.Length) : throw Damaged("a line is too long for one of a search"));
            }

            var read = Fill();
            if (read == 0)
            {
                return _end == 0 ? null : throw Damaged("it ends within a line");
            }

            _end += read;
            _total += read;
            if (_total > MaxTotal)
            {
                throw Damaged("it unpacks to more than an archive of a search can be");
            }
        }
    }

    private int Fill()
    {
        try
        {
            return _lines.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e.Message);
        }
    }

    private T Parse<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, GlyphJson.Compact) ?? throw Damaged("the line is null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or FormatException or OverflowException)
        {
            throw Damaged(e.Message);
        }
    }

    /// <summary>The error for an archive that cannot be understood.</summary>
    public InvalidInputException Damaged(string why) => new(FormattableString.Invariant($"{_path}: the archive is damaged, near line {_number}: {why}; nothing of it was added"));

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SearchId();
}
