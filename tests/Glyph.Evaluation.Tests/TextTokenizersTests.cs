using CsCheck;
using Glyph.Core;

namespace Glyph.Evaluation.Tests;

public sealed class TextTokenizersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glyph-tokens-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("o200k_base", "Hello world", 2)]
    [InlineData("cl100k_base", "Hello world", 2)]
    [InlineData("o200k_base", "tiktoken is great!", 6)]
    [InlineData("cl100k_base", "tiktoken is great!", 6)]
    [InlineData("o200k_base", "", 0)]
    public void Counts_as_tiktoken_does(string name, string text, int tokens) => Assert.Equal(tokens, TextTokenizers.Open(name).Count(text));

    [Fact]
    public void A_special_token_in_a_text_is_plain_text()
    {
        var tokenizer = TextTokenizers.Open("o200k_base");

        Assert.Equal(7, tokenizer.Count("<|endoftext|>")); // as tiktoken's encode_ordinary: <, |, endo, ft, ext, |, >
        Assert.Equal(14, tokenizer.Count("<|endoftext|> <|endoftext|>"));
        Assert.True(tokenizer.Count("a<|endofprompt|>b") > 4);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")] // read as ranks
    public void Reads_a_byte_level_bpe_of_hugging_face(string ignoreMerges)
    {
        var tokenizer = TextTokenizers.Open(Write("tokenizer.json", Bpe(ignoreMerges, """{ "type": "ByteLevel", "add_prefix_space": false }""")));

        Assert.Equal(1, tokenizer.Count("low"));
        Assert.Equal(2, tokenizer.Count("low low")); // "low", " low"
        Assert.Equal(3, tokenizer.Count("lowll")); // "low", "l", "l"
        Assert.Equal(3, tokenizer.Count("wolo")); // "w", "o", "lo"
        Assert.Equal(3, tokenizer.Count("é l")); // two bytes, then " l"
        Assert.Matches("^tokenizer.json@[0-9a-f]{12}$", tokenizer.Id);
    }

    [Fact]
    public void Cuts_as_the_file_says_before_merging()
    {
        const string cut = """
            { "type": "Sequence", "pretokenizers": [
                { "type": "Split", "pattern": { "Regex": "[a-z]" }, "behavior": "Isolated", "invert": false },
                { "type": "ByteLevel", "add_prefix_space": false, "use_regex": false } ] }
            """;
        var tokenizer = TextTokenizers.Open(Write("tokenizer.json", Bpe("false", cut)));

        Assert.Equal(3, tokenizer.Count("low")); // every letter by itself
    }

    [Fact]
    public void Reads_a_tiktoken_vocabulary()
    {
        var lines = Enumerable.Range(0, 256).Select(b => $"{Convert.ToBase64String([(byte)b])} {b}")
            .Append($"{Convert.ToBase64String("lo"u8)} 256").Append($"{Convert.ToBase64String("low"u8)} 257");
        var tokenizer = TextTokenizers.Open(Write("tiny.tiktoken", string.Join('\n', lines)));

        Assert.Equal(3, tokenizer.Count("low low")); // "low", " ", "low": no token holds the space with it
    }

    [Theory]
    [InlineData("{ \"type\": \"Sequence\", \"normalizers\": [ { \"type\": \"Prepend\", \"prepend\": \"▁\" }, { \"type\": \"Replace\", \"pattern\": { \"String\": \" \" }, \"content\": \"▁\" } ] }", "null")]
    [InlineData("null", "{ \"type\": \"Metaspace\", \"replacement\": \"▁\", \"prepend_scheme\": \"always\", \"split\": true }")]
    [InlineData("null", "{ \"type\": \"Metaspace\", \"replacement\": \"▁\", \"add_prefix_space\": true }")]
    public void Reads_a_bpe_with_marked_spaces(string normalizer, string preTokenizer)
    {
        var bytes = string.Concat(Enumerable.Range(0, 256).Select(value => $", \"<0x{value:X2}>\": {value + 100}"));
        var tokenizer = TextTokenizers.Open(Write("tokenizer.json", $$"""
            { "normalizer": {{normalizer}}, "pre_tokenizer": {{preTokenizer}},
              "model": { "type": "BPE", "unk_token": "<unk>", "fuse_unk": true, "byte_fallback": true,
                         "vocab": { "<unk>": 0, "▁": 1, "l": 2, "o": 3, "w": 4, "lo": 5, "low": 6, "▁low": 7{{bytes}} },
                         "merges": ["l o", "lo w", "▁ low"] } }
            """));

        Assert.Equal(1, tokenizer.Count("low")); // "▁low": a space is put before
        Assert.Equal(2, tokenizer.Count("low low"));
        Assert.Equal(1 + 2 + 1, tokenizer.Count("lowél")); // "▁low", the two bytes of é, "l"
        Assert.Equal(0, tokenizer.Count(""));
    }

    [Fact]
    public void Unknown_characters_are_one_token_where_they_fuse()
    {
        var tokenizer = TextTokenizers.Open(Write("tokenizer.json", """
            { "model": { "type": "BPE", "unk_token": "<unk>", "fuse_unk": true, "vocab": { "<unk>": 0, "a": 1 }, "merges": [] } }
            """));

        Assert.Equal(3, tokenizer.Count("aéüa")); // "a", <unk>, "a"
    }

    [Theory]
    [InlineData("hug", 1)]
    [InlineData("hugs", 2)] // hug s: -3, better than h ug s
    [InlineData("pug", 2)] // p ug: -4, better than pu g: -5
    [InlineData("pugé🙂s", 4)] // p ug <unk> s
    public void Reads_a_unigram(string text, int tokens)
    {
        var tokenizer = TextTokenizers.Open(Write("tokenizer.json", """
            { "model": { "type": "Unigram", "unk_id": 0,
                         "vocab": [["<unk>", 0], ["h", -2], ["u", -2], ["g", -2], ["p", -2], ["s", -1], ["pu", -3], ["ug", -2], ["hug", -2]] } }
            """));

        Assert.Equal(tokens, tokenizer.Count(text));
    }

    [Theory]
    [InlineData("o200k_base")]
    [InlineData("cl100k_base")]
    public void Counts_as_the_library_does_what_the_library_can(string name)
    {
        var library = Microsoft.ML.Tokenizers.TiktokenTokenizer.CreateForEncoding(name);
        var ours = TextTokenizers.Open(name);
        string[] parts = ["a", "b", "The", " ", "  ", "\n", "\r\n", "'s", "'LL", "é", "中", "🙂", "0", "12", "_", "--", "ß", "Ω", "\t", "\u0301"];

        Gen.Int[0, parts.Length - 1].List[0, 60].Select(list => string.Concat(list.Select(i => parts[i]))).Sample(text => ours.Count(text) == library.CountTokens(text));
        Gen.String[Gen.Char['a', 'f'], 0, 300].Sample(text => ours.Count(text) == library.CountTokens(text)); // long words too
    }

    [Fact]
    public void A_word_of_a_megabyte_takes_no_minutes()
    {
        var cycle = string.Concat(Enumerable.Range(0, 1000).Select(i => (char)('a' + (i * i % 26))));
        var word = string.Concat(Enumerable.Repeat(cycle, 1000));
        var ours = TextTokenizers.Open("o200k_base");

        var tokens = ours.Count(word);

        Assert.InRange(tokens, ours.Count(cycle) * 990, ours.Count(cycle) * 1010);
    }

    [Fact]
    public void Says_which_kinds_work()
    {
        var wordPiece = Write("tokenizer.json", """{ "model": { "type": "WordPiece", "vocab": { "a": 0 } } }""");
        var broken = Write("broken.json", "{");
        var model = Write("tokenizer.model", "this is no protobuf");
        var other = Write("vocab.txt", "a b c");

        foreach (var path in new[] { wordPiece, broken, model, other, Path.Combine(_folder, "none.json") })
        {
            var error = Assert.Throws<InvalidInputException>(() => TextTokenizers.Open(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains("'.tiktoken'", error.Message, StringComparison.Ordinal);
        }

        Assert.Contains("'o200k_base'", Assert.Throws<InvalidInputException>(() => TextTokenizers.Open("o200k")).Message, StringComparison.Ordinal);
    }

    private static string Bpe(string ignoreMerges, string preTokenizer)
    {
        // All bytes by their letters, then the merges' results.
        var letters = Enumerable.Range(0, 256)
            .Select(b => b is (>= 33 and <= 126) or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)b : '\0').ToArray();
        var next = (char)256;
        var vocabulary = letters.Select(c => c == '\0' ? next++ : c).Select(c => c.ToString()).Concat(["lo", "low", "Ġl", "Ġlow"]);
        var json = string.Join(", ", vocabulary.Select((token, id) => $"{System.Text.Json.JsonSerializer.Serialize(token)}: {id}"));
        return $$"""
            { "pre_tokenizer": {{preTokenizer}},
              "model": { "type": "BPE", "ignore_merges": {{ignoreMerges}}, "vocab": { {{json}} },
                         "merges": ["l o", "lo w", ["Ġ", "l"], "Ġ low"] } }
            """;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
