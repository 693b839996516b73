using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace Glyph.Evaluation.Tokens;

/// <summary>Cuts a text by one pattern after the other: matches and what lies between them are parts, and each is cut by the next pattern.</summary>
internal sealed class SuccessiveCuts(IReadOnlyList<Regex> patterns) : PreTokenizer
{
    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        IEnumerable<(int Offset, int Length)> parts = [(0, text.Length)];
        foreach (var pattern in patterns)
        {
            parts = parts.SelectMany(part => Cut(pattern, text, part.Offset, part.Length));
        }

        return parts;
    }

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());

    private static IEnumerable<(int Offset, int Length)> Cut(Regex pattern, string text, int offset, int length)
    {
        var end = 0;
        foreach (Match match in pattern.Matches(text.Substring(offset, length)))
        {
            if (match.Index > end)
            {
                yield return (offset + end, match.Index - end);
            }

            if (match.Length > 0)
            {
                yield return (offset + match.Index, match.Length);
            }

            end = match.Index + match.Length;
        }

        if (end < length)
        {
            yield return (offset + end, length - end);
        }
    }
}
