using System.Security.Cryptography;
using System.Text;

namespace Glyph.Evaluation.Corpora;

/// <summary>
/// Splits documents into a search part and a held-out part. A text goes where its seeded hash says, so the same text is never in
/// both, whatever it is called and in whatever order it comes.
/// </summary>
internal static class DocumentSplit
{
    /// <summary>The texts that are held out: the share asked for, at least one, but never all.</summary>
    public static IReadOnlySet<string> HeldOut(IEnumerable<string> texts, double share, long seed)
    {
        var ordered = texts.Distinct(StringComparer.Ordinal)
            .Select(text => (text, hash: Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}\n{text}"))))))
            .OrderBy(pair => pair.hash, StringComparer.Ordinal)
            .ToList();
        var count = share > 0 ? Math.Clamp((int)Math.Round(ordered.Count * share), Math.Min(1, ordered.Count - 1), Math.Max(0, ordered.Count - 1)) : 0;
        return ordered.Take(count).Select(pair => pair.text).ToHashSet(StringComparer.Ordinal);
    }
}
