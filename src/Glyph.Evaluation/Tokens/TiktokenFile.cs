using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace Glyph.Evaluation.Tokens;

/// <summary>What a <c>.tiktoken</c> file leaves unsaid: how text is cut before merging.</summary>
internal static partial class TiktokenFile
{
    /// <summary>The cut of <c>cl100k_base</c>, which Qwen and most others that ship such files use too.</summary>
    public static PreTokenizer PreTokenizer { get; } = new RegexPreTokenizer(Cl100k(), specialTokens: null);

    [GeneratedRegex(
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Cl100k();
}
