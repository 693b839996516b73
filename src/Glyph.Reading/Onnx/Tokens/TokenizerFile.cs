using System.Text.Json;

namespace Glyph.Reading.Onnx.Tokens;

/// <summary>Reads a Hugging Face <c>tokenizer.json</c> whose model is a byte-level BPE.</summary>
internal static class TokenizerFile
{
    private const string Name = "tokenizer.json";

    /// <summary>Opens the tokenizer of a folder; null, and problems, where there is none that can be used.</summary>
    public static ByteLevelTokenizer? Open(string folder, List<string> problems)
    {
        var known = problems.Count;
        var file = JsonFile.Open(folder, Name, isRequired: true, problems);
        if (problems.Count > known)
        {
            return null;
        }

        try
        {
            return Read(file);
        }
        catch (NotSupportedException e)
        {
            file.Report($"{e.Message}; a byte-level BPE is needed, as SmolVLM, Qwen2-VL, Florence-2 and TrOCR base have.");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException)
        {
            file.Report($"not as Hugging Face's tokenizers write it: {e.Message}");
        }

        return null;
    }

    private static ByteLevelTokenizer Read(JsonFile file)
    {
        var type = file.Text("model.type") ?? "BPE";
        if (!string.Equals(type, "BPE", StringComparison.Ordinal) || file.Find("model.vocab") is not { } vocab || file.Find("model.merges") is not { } merges)
        {
            throw new NotSupportedException($"its model is a {type}");
        }

        var normaliser = file.Text("normalizer.type");
        if (normaliser is not (null or "NFC"))
        {
            throw new NotSupportedException($"it changes text by a normalizer '{normaliser}'");
        }

        var added = file.Find("added_tokens") is { } tokens ? tokens.EnumerateArray().Select(Added).ToList() : [];
        return new ByteLevelTokenizer(
            vocab.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32(), StringComparer.Ordinal),
            merges.EnumerateArray().Select(Merge),
            file.Bool("model.ignore_merges", otherwise: false),
            [.. Steps(file).SelectMany(Cuts)],
            added);
    }

    private static AddedToken Added(JsonElement token) => new(
        token.GetProperty("id").GetInt32(),
        token.GetProperty("content").GetString()!,
        Is(token, "special", true),
        Is(token, "lstrip", true),
        Is(token, "rstrip", true));

    private static (string Left, string Right) Merge(JsonElement merge)
    {
        var parts = merge.ValueKind == JsonValueKind.String ? merge.GetString()!.Split(' ') : [.. merge.EnumerateArray().Select(p => p.GetString()!)];
        return parts.Length == 2 ? (parts[0], parts[1]) : throw new FormatException($"the merge '{merge}' is not of two parts");
    }

    private static List<JsonElement> Steps(JsonFile file)
    {
        List<JsonElement> steps = file.Find("pre_tokenizer.pretokenizers") is { } sequence ? [.. sequence.EnumerateArray()]
            : file.Find("pre_tokenizer") is { } one ? [one] : [];
        return steps.Any(step => step.GetProperty("type").ValueEquals("ByteLevel"))
            ? steps
            : throw new NotSupportedException("its BPE is not byte-level");
    }

    private static IEnumerable<TextCut> Cuts(JsonElement step)
    {
        switch (step.GetProperty("type").GetString())
        {
            case "Digits":
                return [new TextCut(Is(step, "individual_digits", true) ? @"\p{N}" : @"\p{N}+", keepsRest: true)];
            case "Split" when step.GetProperty("pattern").TryGetProperty("Regex", out var regex):
                return (step.GetProperty("behavior").GetString(), Is(step, "invert", true)) switch
                {
                    ("Isolated", _) => [new TextCut(regex.GetString()!, keepsRest: true)],
                    ("Removed", true) => [new TextCut(regex.GetString()!, keepsRest: false)],
                    _ => throw new NotSupportedException("its pre-tokenizer splits in a way that is neither 'Isolated' nor 'Removed' and inverted"),
                };
            case "ByteLevel" when Is(step, "add_prefix_space", true):
                throw new NotSupportedException("it puts a space before every text ('add_prefix_space')");
            case "ByteLevel":
                return Is(step, "use_regex", false) ? [] : [new TextCut(TextCut.Gpt2Pattern, keepsRest: true)];
            default:
                throw new NotSupportedException($"its pre-tokenizer has a step '{step.GetProperty("type").GetString()}'");
        }
    }

    private static bool Is(JsonElement element, string property, bool value) =>
        element.TryGetProperty(property, out var found) && found.ValueKind == (value ? JsonValueKind.True : JsonValueKind.False);
}
