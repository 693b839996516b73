using System.Text.Json;

namespace Glyph.Evaluation.Tests;

/// <summary>Real tokenizer files against counts of an independent implementation.</summary>
public sealed class KnownCountsTests
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip };

    [Theory]
    [InlineData("qwen2_5")] // byte-level
    [InlineData("llama2")] // SentencePiece's kind: marked spaces, bytes for what is unknown
    public void Counts_as_hugging_face_does(string name)
    {
        var tokenizer = TextTokenizers.Open(Path.Combine(AppContext.BaseDirectory, "tokenizers", $"{name}.json"));
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "known-counts.json")), Options);
        var known = document.RootElement.EnumerateArray().Select(k => (Text: k.GetProperty("text").GetString()!, Tokens: k.GetProperty(name).GetInt32())).ToList();

        Assert.True(known.Count > 10);
        Assert.Equal(known, known.Select(k => (k.Text, tokenizer.Count(k.Text))));
    }
}
