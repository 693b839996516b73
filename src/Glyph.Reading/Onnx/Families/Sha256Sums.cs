namespace Glyph.Reading.Onnx.Families;

/// <summary>The file <c>SHA256SUMS</c> of a folder, as <c>sha256sum onnx/* > SHA256SUMS</c> writes it: what its files must be.</summary>
internal static class Sha256Sums
{
    public const string FileName = "SHA256SUMS";

    private const int HashLength = 64;

    /// <summary>The stated hashes by file, relative to the folder; none where there is no such file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="problems">Takes a line that is none of the format.</param>
    public static IReadOnlyDictionary<string, string> Read(string folder, ICollection<string> problems)
    {
        var stated = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return stated;
        }

        foreach (var (index, line) in File.ReadLines(path).Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)))
        {
            // Two spaces, or a space and a star for a file read as bytes.
            if (line.Length > HashLength + 2 && line.Take(HashLength).All(char.IsAsciiHexDigit) && line[HashLength] == ' ' && line[HashLength + 1] is ' ' or '*')
            {
                stated[line[(HashLength + 2)..].Trim()] = line[..HashLength];
            }
            else
            {
                problems.Add(FormattableString.Invariant($"{FileName}:{index + 1}: is not a SHA-256, two spaces and a file's name."));
            }
        }

        return stated;
    }
}
