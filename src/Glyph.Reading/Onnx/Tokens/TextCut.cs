using System.Text.RegularExpressions;

namespace Glyph.Reading.Onnx.Tokens;

/// <summary>One step of a pre-tokenizer: what a pattern matches, and what lies between its matches, become pieces.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="keepsRest">Whether what lies between matches is kept.</param>
internal sealed class TextCut(string pattern, bool keepsRest)
{
    /// <summary>The cut of GPT-2, which <c>ByteLevel</c> makes when it is told to cut by itself.</summary>
    public const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>How long a match may take: no sane text comes near.</summary>
    public static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(10);

    private readonly Regex _pattern = new(pattern, RegexOptions.CultureInvariant, MatchTimeout);

    /// <summary>The pieces of a text.</summary>
    public IEnumerable<string> Apply(string text)
    {
        var at = 0;
        foreach (Match match in _pattern.Matches(text))
        {
            if (keepsRest && match.Index > at)
            {
                yield return text[at..match.Index];
            }

            if (match.Length > 0)
            {
                yield return match.Value;
            }

            at = match.Index + match.Length;
        }

        if (keepsRest && at < text.Length)
        {
            yield return text[at..];
        }
    }
}
