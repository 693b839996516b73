using System.Text.Json;
using System.Text.RegularExpressions;

namespace Glyph.Evaluation.Tokens;

/// <summary>Reads the <c>pre_tokenizer</c> of a <c>tokenizer.json</c>: how a text is cut, and whether it is counted by bytes.</summary>
internal static class HuggingFacePreTokenizer
{
    private const string Digits = @"\p{N}+";
    private const string SingleDigits = @"\p{N}";

    /// <summary>The cuts, what is done to the text before them, and whether pieces are then written as bytes.</summary>
    /// <exception cref="NotSupportedException">A step is of a kind that is not known here.</exception>
    public static (Cuts Cuts, Func<string, string> Prepare, bool IsByteLevel) Read(JsonElement? preTokenizer)
    {
        var cuts = new List<Cut>();
        Func<string, string> prepare = text => text;
        var isByteLevel = false;
        foreach (var step in Steps(preTokenizer))
        {
            switch (HuggingFaceFile.Type(step))
            {
                case "Split":
                    cuts.Add(Split(step));
                    break;
                case "Digits":
                    cuts.Add(new Cut(Pattern(HuggingFaceFile.IsTrue(step, "individual_digits") ? SingleDigits : Digits), CutBehaviour.Isolated));
                    break;
                case "ByteLevel":
                    isByteLevel = true;
                    ByteLevel(step, cuts);
                    break;
                case "Metaspace" when cuts.Count == 0:
                    prepare = Metaspace(step, cuts);
                    break;
                case var type:
                    throw new NotSupportedException($"its pre-tokenizer has a step '{type}'{(cuts.Count > 0 ? " after others" : "")}");
            }
        }

        return (cuts.Count == 0 ? Cuts.None : new Cuts(cuts), prepare, isByteLevel);
    }

    /// <summary>The steps, a sequence unrolled.</summary>
    private static IEnumerable<JsonElement> Steps(JsonElement? preTokenizer) => preTokenizer switch
    {
        null => [],
        { } steps when steps.TryGetProperty("pretokenizers", out var sequence) => sequence.EnumerateArray(),
        { } step => [step],
    };

    private static Cut Split(JsonElement step)
    {
        var pattern = step.GetProperty("pattern");
        var regex = pattern.TryGetProperty("Regex", out var written) ? written.GetString()! : Regex.Escape(pattern.GetProperty("String").GetString()!);
        var behaviour = step.GetProperty("behavior").GetString();
        return new Cut(Pattern(regex), (behaviour, HuggingFaceFile.IsTrue(step, "invert")) switch
        {
            ("Isolated", _) or ("Removed", true) => CutBehaviour.Isolated, // the second is another spelling where the pattern takes all text
            ("MergedWithPrevious", false) => CutBehaviour.WithPrevious,
            ("MergedWithNext", false) => CutBehaviour.WithNext,
            var (name, invert) => throw new NotSupportedException($"its pre-tokenizer splits with behavior '{name}'{(invert ? " inverted" : "")}"),
        });
    }

    private static void ByteLevel(JsonElement step, List<Cut> cuts)
    {
        if (HuggingFaceFile.IsTrue(step, "add_prefix_space"))
        {
            throw new NotSupportedException("it puts a space before every text ('add_prefix_space')");
        }

        if (!step.TryGetProperty("use_regex", out var use) || use.GetBoolean())
        {
            cuts.Add(CutPatterns.Gpt2Cut);
        }
    }

    private static Func<string, string> Metaspace(JsonElement step, List<Cut> cuts)
    {
        var mark = step.GetProperty("replacement").GetString()!;
        var scheme = step.TryGetProperty("prepend_scheme", out var s) ? s.GetString() : step.TryGetProperty("add_prefix_space", out var add) && !add.GetBoolean() ? "never" : "always";
        if (!step.TryGetProperty("split", out var split) || split.GetBoolean())
        {
            cuts.Add(new Cut(Pattern(Regex.Escape(mark)), CutBehaviour.WithNext));
        }

        return text =>
        {
            var marked = text.Replace(" ", mark, StringComparison.Ordinal);
            return scheme is "never" || marked.StartsWith(mark, StringComparison.Ordinal) ? marked : mark + marked;
        };
    }

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant, CutPatterns.Timeout);
}
