using System.Collections.Concurrent;
using System.IO.Compression;
using System.Reflection;
using Glyph.Core;

namespace Glyph.Evaluation.Tokens;

/// <summary>The vocabularies of OpenAI's encodings, out of the packages that carry them; each is read once.</summary>
internal static class BuiltInVocabularies
{
    private static readonly ConcurrentDictionary<string, RankedBytes> Read = new(StringComparer.Ordinal);

    /// <summary>The vocabulary of <c>o200k_base</c> or <c>cl100k_base</c>.</summary>
    public static RankedBytes Get(string id) => Read.GetOrAdd(id, Load);

    private static RankedBytes Load(string id)
    {
        var package = $"Microsoft.ML.Tokenizers.Data.{char.ToUpperInvariant(id[0])}{id[1..].Replace("_b", "B", StringComparison.Ordinal)}";
        using var packed = Assembly.Load(package).GetManifestResourceStream($"{id}.tiktoken.deflate")
            ?? throw new GlyphException($"This build is broken: {package} has no vocabulary of {id}.");
        using var lines = new StreamReader(new DeflateStream(packed, CompressionMode.Decompress));
        return RankedBytes.Read(lines);
    }
}
