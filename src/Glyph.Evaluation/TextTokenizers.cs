using System.Security.Cryptography;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Evaluation.Tokens;
using Microsoft.ML.Tokenizers;

namespace Glyph.Evaluation;

/// <summary>
/// Opens text tokenizers: two built in, and the files that models come with: a Hugging Face <c>tokenizer.json</c> of a BPE,
/// byte-level (GLM, Qwen, Llama 3, GPT-2) or of SentencePiece's kind (Llama 2, Gemma, Mistral), or of a Unigram; a
/// <c>.tiktoken</c> vocabulary; or a SentencePiece <c>tokenizer.model</c>.
/// </summary>
/// <remarks>
/// Special and added tokens that stand in a text count as the plain text they are. Unicode normalisation to NFC that a file
/// asks for is not applied: Glyph runs without a globalization library. Texts are nearly always in NFC already.
/// </remarks>
public static class TextTokenizers
{
    /// <summary>The tokenizer that is used when none is named.</summary>
    public const string Default = "o200k_base";

    private const string Kinds =
        "a Hugging Face 'tokenizer.json' with a BPE or Unigram model, a '.tiktoken' vocabulary, or a SentencePiece 'tokenizer.model'";

    private const int HashDigits = 12;

    /// <summary>The names of the built-in tokenizers.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [Default, "cl100k_base"];

    /// <summary>Opens a built-in tokenizer by name, or a file.</summary>
    /// <exception cref="InvalidInputException">It is neither; or the file is of no kind that works.</exception>
    public static ITextTokenizer Open(string nameOrPath)
    {
        if (BuiltIn.Contains(nameOrPath, StringComparer.OrdinalIgnoreCase))
        {
            return BuiltInTokenizer(nameOrPath.ToLowerInvariant());
        }

        if (!File.Exists(nameOrPath))
        {
            throw new InvalidInputException(
                $"There is no tokenizer and no file '{nameOrPath}'{NearestName.Hint(nameOrPath, BuiltIn)}. A file may be {Kinds}.");
        }

        byte[] content;
        try
        {
            content = File.ReadAllBytes(nameOrPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{nameOrPath}: cannot be read: {e.Message}");
        }

        var id = $"{Path.GetFileName(nameOrPath)}@{Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits]}";
        return OpenFile(nameOrPath, id, content);
    }

    private static PieceTokenizer BuiltInTokenizer(string id) =>
        new(id, text => text, string.Equals(id, Default, StringComparison.Ordinal) ? CutPatterns.O200kBase : CutPatterns.Cl100kBase, BuiltInVocabularies.Get(id));

    private static ITextTokenizer OpenFile(string path, string id, byte[] content)
    {
        try
        {
            using var stream = new MemoryStream(content);
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".JSON" => HuggingFaceFile.Open(id, content),
                ".TIKTOKEN" => new PieceTokenizer(id, text => text, CutPatterns.Cl100kBase, RankedBytes.Read(new StreamReader(stream))),
                ".MODEL" => new CountingTokenizer(id, SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false, addEndOfSentence: false)),
                _ => throw new InvalidInputException($"{path}: is no tokenizer that can be read by its name; it may be {Kinds}."),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException
            or NotSupportedException or InvalidDataException or IOException)
        {
            throw new InvalidInputException($"{path}: cannot be read as a tokenizer ({e.Message}). It may be {Kinds}.");
        }
    }
}
