using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace Glyph.Evaluation.Tokens;

/// <summary>Reads a Hugging Face <c>tokenizer.json</c> whose model is a byte-level BPE.</summary>
internal static class ByteLevelBpeFile
{
    /// <summary>The cut of GPT-2, which <c>ByteLevel</c> makes when it is told to cut by itself.</summary>
    private const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Opens the tokenizer.</summary>
    /// <exception cref="NotSupportedException">The file holds another kind of tokenizer.</exception>
    public static Tokenizer Open(string path, byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("model", out var model) || !model.TryGetProperty("vocab", out var vocab))
        {
            throw new NotSupportedException($"{Path.GetFileName(path)} has no 'model' with a 'vocab'");
        }

        var type = model.TryGetProperty("type", out var t) ? t.GetString() : "BPE";
        if (!string.Equals(type, "BPE", StringComparison.Ordinal) || !model.TryGetProperty("merges", out var merges))
        {
            throw new NotSupportedException($"its model is a {type}, not a BPE");
        }

        var steps = Steps(root).ToList();
        if (!steps.Any(step => IsType(step, "ByteLevel")))
        {
            throw new NotSupportedException("its BPE is not byte-level; use the model's 'tokenizer.model' instead");
        }

        var vocabulary = vocab.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32(), StringComparer.Ordinal);
        var cut = Cut(steps);
        return IsTrue(model, "ignore_merges") ? Ranked(vocabulary, cut) : Merged(vocabulary, merges, cut);
    }

    private static BpeTokenizer Merged(Dictionary<string, int> vocabulary, JsonElement merges, PreTokenizer cut) =>
        BpeTokenizer.Create(new BpeOptions(vocabulary)
        {
            Merges = [.. merges.EnumerateArray().Select(Merge)],
            ByteLevel = true,
            PreTokenizer = cut,
        });

    /// <summary>A vocabulary in the order of its merges, where a whole word that is a token needs no merge: what tiktoken does.</summary>
    private static TiktokenTokenizer Ranked(Dictionary<string, int> vocabulary, PreTokenizer cut)
    {
        var lines = new StringBuilder();
        foreach (var (token, rank) in vocabulary.OrderBy(pair => pair.Value))
        {
            lines.Append(Convert.ToBase64String(ByteAlphabet.Decode(token))).Append(' ').Append(rank).Append('\n');
        }

        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(lines.ToString()));
        return TiktokenTokenizer.Create(stream, cut, normalizer: null);
    }

    private static string Merge(JsonElement merge) => merge.ValueKind == JsonValueKind.String
        ? merge.GetString()!
        : string.Join(' ', merge.EnumerateArray().Select(part => part.GetString()));

    /// <summary>The steps of the pre-tokenizer, a sequence unrolled.</summary>
    private static IEnumerable<JsonElement> Steps(JsonElement root)
    {
        if (!root.TryGetProperty("pre_tokenizer", out var pre) || pre.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return pre.TryGetProperty("pretokenizers", out var sequence) ? sequence.EnumerateArray() : [pre];
    }

    private static PreTokenizer Cut(IReadOnlyList<JsonElement> steps)
    {
        var patterns = new List<string>();
        foreach (var step in steps)
        {
            if (IsType(step, "Split") && KeepsMatches(step) && step.GetProperty("pattern").TryGetProperty("Regex", out var regex))
            {
                patterns.Add(regex.GetString()!);
            }
            else if (IsType(step, "ByteLevel"))
            {
                if (IsTrue(step, "add_prefix_space"))
                {
                    throw new NotSupportedException("it puts a space before every text ('add_prefix_space')");
                }

                if (!step.TryGetProperty("use_regex", out var use) || use.GetBoolean())
                {
                    patterns.Add(Gpt2Pattern);
                }
            }
            else
            {
                throw new NotSupportedException($"its pre-tokenizer has a step '{step.GetProperty("type").GetString()}'");
            }
        }

        return patterns.Count > 0
            ? new SuccessiveCuts([.. patterns.Select(p => new Regex(p, RegexOptions.CultureInvariant, MatchTimeout))])
            : throw new NotSupportedException("its pre-tokenizer has no pattern");
    }

    /// <summary>Whether a split keeps its matches as parts of their own, which two spellings mean.</summary>
    private static bool KeepsMatches(JsonElement split) => split.TryGetProperty("behavior", out var behavior)
        && (behavior.GetString(), IsTrue(split, "invert")) is ("Isolated", _) or ("Removed", true);

    private static bool IsType(JsonElement step, string type) => string.Equals(step.GetProperty("type").GetString(), type, StringComparison.Ordinal);

    private static bool IsTrue(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.True;
}
