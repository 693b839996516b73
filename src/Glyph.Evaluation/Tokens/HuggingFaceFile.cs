using System.Text.Json;
using Glyph.Core.Costs;

namespace Glyph.Evaluation.Tokens;

/// <summary>
/// Reads a Hugging Face <c>tokenizer.json</c> whose model is a BPE, byte-level (GLM, Qwen, Llama 3) or of SentencePiece's kind
/// (Llama 2, Gemma, Mistral), or a Unigram.
/// </summary>
internal static class HuggingFaceFile
{
    /// <summary>Opens the tokenizer.</summary>
    /// <exception cref="NotSupportedException">The file holds another kind of tokenizer.</exception>
    public static ITextTokenizer Open(string id, byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("model", out var model) || !model.TryGetProperty("vocab", out var vocabulary))
        {
            throw new NotSupportedException("it has no 'model' with a 'vocab'");
        }

        var type = model.TryGetProperty("type", out var t) ? t.GetString() : vocabulary.ValueKind == JsonValueKind.Array ? "Unigram" : "BPE";
        var normalise = HuggingFaceNormalizer.Read(Optional(root, "normalizer"));
        var (cuts, prepare, isByteLevel) = HuggingFacePreTokenizer.Read(Optional(root, "pre_tokenizer"));
        IPieceCounter counter = type switch
        {
            "BPE" when model.TryGetProperty("merges", out var merges) => Bpe(model, vocabulary, merges),
            "Unigram" => Unigram(model, vocabulary),
            _ => throw new NotSupportedException($"its model is a {type}, not a BPE or Unigram"),
        };
        return new PieceTokenizer(id, text => prepare(normalise(text)), cuts, isByteLevel ? new ByteLetters(counter) : counter);
    }

    /// <summary>Whether an element has a property that is true.</summary>
    public static bool IsTrue(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The type that a step names.</summary>
    public static string Type(JsonElement step) => step.GetProperty("type").GetString() ?? "";

    private static JsonElement? Optional(JsonElement root, string property) =>
        root.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static MergedSymbols Bpe(JsonElement model, JsonElement vocabulary, JsonElement merges)
    {
        foreach (var affix in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (model.TryGetProperty(affix, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0)
            {
                throw new NotSupportedException($"its BPE has a '{affix}'");
            }
        }

        var tokens = vocabulary.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32(), StringComparer.Ordinal);
        var options = new BpeOptions(
            ByteFallback: IsTrue(model, "byte_fallback"),
            HasUnknown: model.TryGetProperty("unk_token", out var unknown) && unknown.ValueKind == JsonValueKind.String,
            FusesUnknown: IsTrue(model, "fuse_unk"),
            IgnoreMerges: IsTrue(model, "ignore_merges"));
        return new MergedSymbols(tokens, merges.EnumerateArray().Select(Merge), options);
    }

    private static (string Left, string Right) Merge(JsonElement merge)
    {
        var parts = merge.ValueKind == JsonValueKind.String
            ? merge.GetString()!.Split(' ')
            : [.. merge.EnumerateArray().Select(part => part.GetString()!)];
        return parts.Length == 2 ? (parts[0], parts[1]) : throw new FormatException($"its merge {merge.GetRawText()} is not of two tokens");
    }

    private static Unigram Unigram(JsonElement model, JsonElement vocabulary)
    {
        var tokens = vocabulary.EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetDouble()));
        var unknown = model.TryGetProperty("unk_id", out var id) && id.ValueKind == JsonValueKind.Number ? id.GetInt32() : (int?)null;
        return new Unigram([.. tokens], unknown, IsTrue(model, "byte_fallback"));
    }
}
