using System.Text.RegularExpressions;

namespace Glyph.Evaluation.Tokens;

/// <summary>How known tokenizers cut a text before they merge.</summary>
internal static partial class CutPatterns
{
    /// <summary>The most time that one match may take: a pattern of a file may be a bad one.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary><c>cl100k_base</c>; Qwen and most others that ship <c>.tiktoken</c> files cut so too.</summary>
    public static Cuts Cl100kBase { get; } = new([new Cut(Cl100k(), CutBehaviour.Isolated)]);

    /// <summary><c>o200k_base</c>.</summary>
    public static Cuts O200kBase { get; } = new([new Cut(O200k(), CutBehaviour.Isolated)]);

    /// <summary>The cut of GPT-2, which Hugging Face's <c>ByteLevel</c> makes when it is told to cut by itself.</summary>
    public static Cut Gpt2Cut { get; } = new(Gpt2(), CutBehaviour.Isolated);

    [GeneratedRegex(
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Cl100k();

    [GeneratedRegex(
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex O200k();

    [GeneratedRegex(
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Gpt2();
}
