using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Glyph.Core.Corpora;

/// <summary>One text to be read, with what is asked about it.</summary>
/// <param name="Id">Its name, unique in its part of the corpus: the file's relative path, or the id that a corpus file gives.</param>
/// <param name="Text">The text.</param>
public sealed record CorpusItem(string Id, string Text)
{
    /// <summary>What is asked about it; without any, it is to be transcribed.</summary>
    public IReadOnlyList<ReadingTask> Tasks { get; init; } = [];
}

/// <summary>Which half of a corpus is meant.</summary>
public enum CorpusSplit
{
    /// <summary>What the search renders and reads.</summary>
    Search,

    /// <summary>What the search never sees: the proof of what is exported.</summary>
    HeldOut,
}

/// <summary>The texts of a search, in two parts that share no text.</summary>
/// <param name="Name">What to call it: the file or folder.</param>
/// <param name="Search">The items that the search renders and reads.</param>
/// <param name="HeldOut">The items that prove what is exported.</param>
public sealed record Corpus(string Name, IReadOnlyList<CorpusItem> Search, IReadOnlyList<CorpusItem> HeldOut)
{
    /// <summary>The items of one part.</summary>
    public IReadOnlyList<CorpusItem> Items(CorpusSplit split) => split == CorpusSplit.Search ? Search : HeldOut;

    /// <summary>The SHA-256 of all ids, texts and tasks of both parts, lower-case hexadecimal.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var items in new[] { Search, HeldOut })
        {
            // Counts and lengths stand first, so that no two corpora give the same bytes.
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{items.Count} items\n")));
            foreach (var item in items)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{item.Id.Length} {item.Text.Length}\n{item.Id}{item.Text}")));
                if (item.Tasks.Count > 0)
                {
                    hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(item.Tasks, GlyphJson.Compact));
                }
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
