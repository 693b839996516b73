using System.Text.Json;
using System.Text.RegularExpressions;

namespace Glyph.Evaluation.Tokens;

/// <summary>Reads the <c>normalizer</c> of a <c>tokenizer.json</c>: what is done to a text before it is cut.</summary>
internal static class HuggingFaceNormalizer
{
    /// <summary>What the normalizer does.</summary>
    /// <exception cref="NotSupportedException">A step would change texts in a way that is not known here.</exception>
    public static Func<string, string> Read(JsonElement? normalizer) => normalizer is { } step ? Step(step) : text => text;

    private static Func<string, string> Step(JsonElement step)
    {
        switch (HuggingFaceFile.Type(step))
        {
            case "Sequence":
                var steps = step.GetProperty("normalizers").EnumerateArray().Select(Step).ToList();
                return text => steps.Aggregate(text, (current, next) => next(current));
            case "Prepend":
                var prefix = step.GetProperty("prepend").GetString()!;
                return text => text.Length == 0 ? text : prefix + text;
            case "Replace":
                return Replace(step.GetProperty("pattern"), step.GetProperty("content").GetString()!);
            case "Lowercase":
                return text => text.ToLowerInvariant();
            case "NFC":
                return text => text; // texts are nearly always in it already, and there is no globalization library to do it with
            case var type:
                throw new NotSupportedException($"its normalizer has a step '{type}'; if the model has a SentencePiece 'tokenizer.model', use that");
        }
    }

    private static Func<string, string> Replace(JsonElement pattern, string content)
    {
        if (pattern.TryGetProperty("String", out var plain))
        {
            var old = plain.GetString()!;
            return text => text.Replace(old, content, StringComparison.Ordinal);
        }

        var regex = new Regex(pattern.GetProperty("Regex").GetString()!, RegexOptions.CultureInvariant, CutPatterns.Timeout);
        return text => regex.Replace(text, _ => content);
    }
}
