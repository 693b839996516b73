using CsCheck;
using Glyph.Reading.Onnx.Tokens;

namespace Glyph.Reading.Tests.Onnx.Tokens;

public sealed class ByteLevelTokenizerTests
{
    private static readonly string[] Odd = ["é", "日本", "\n", "  ", "1234", "👍", "don't"];

    private static readonly Gen<string> Pieces = Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]);

    public static TheoryData<string, string> Texts()
    {
        var data = new TheoryData<string, string>();
        foreach (var model in TestModel.All)
        {
            foreach (var encoding in TestModel.Expected(model).Encodings)
            {
                data.Add(model, encoding.Text);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Encodes_as_expected(string model, string text) =>
        Assert.Equal(TestModel.Expected(model).Encodings.First(e => string.Equals(e.Text, text, StringComparison.Ordinal)).Ids, Open(model).Encode(text));

    [Theory]
    [InlineData("smolvlm")]
    [InlineData("qwen2-vl")]
    [InlineData("florence-2")]
    [InlineData("trocr")]
    public void What_is_encoded_is_decoded(string model)
    {
        var tokenizer = Open(model);
        var text = Gen.OneOf(Gen.Char[' ', '~'].Array[0, 12].Select(c => new string(c)), Pieces).Array[0, 8].Select(string.Concat);
        text.Sample(t => string.Equals(tokenizer.Decode(tokenizer.Encode(t)), t, StringComparison.Ordinal), iter: 300);
    }

    [Fact]
    public void A_special_token_is_one_number_and_is_not_shown()
    {
        var tokenizer = Open("smolvlm");
        var ids = tokenizer.Encode("a<row_1_col_2>b<image>");
        Assert.Equal(4, ids.Count);
        Assert.Equal(tokenizer.Id("<row_1_col_2>"), ids[1]);
        Assert.Equal("ab", tokenizer.Decode(ids));
    }

    [Fact]
    public void An_added_token_that_is_not_special_is_shown()
    {
        var tokenizer = Open("florence-2");
        Assert.Equal("<loc_1>", tokenizer.Decode(tokenizer.Encode("<s><loc_1></s>")));
    }

    [Fact]
    public void A_character_may_come_from_several_tokens()
    {
        var tokenizer = Open("trocr");
        var ids = tokenizer.Encode("日");
        Assert.Equal(3, ids.Count);
        Assert.Equal("日", tokenizer.Decode(ids));
        Assert.Equal("�", tokenizer.Decode(ids.Take(2)));
    }

    [Fact]
    public void White_space_that_a_token_strips_goes_with_it()
    {
        var tokenizer = new ByteLevelTokenizer(
            new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 0, ["Ġ"] = 1 }, [], ignoresMerges: false, [], [new AddedToken(7, "<m>", IsSpecial: true, StripsLeft: true, StripsRight: false)]);
        Assert.Equal([0, 7, 1, 0], tokenizer.Encode("a  <m> a"));
    }

    [Fact]
    public void A_piece_that_is_a_token_can_ignore_merges()
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 0, ["b"] = 1, ["ab"] = 2 };
        Assert.Equal([0, 1], new ByteLevelTokenizer(vocabulary, [], ignoresMerges: false, [], []).Encode("ab"));
        Assert.Equal([2], new ByteLevelTokenizer(vocabulary, [], ignoresMerges: true, [], []).Encode("ab"));
    }

    private static ByteLevelTokenizer Open(string model)
    {
        var problems = new List<string>();
        var tokenizer = TokenizerFile.Open(TestModel.Folder(model), problems);
        Assert.Empty(problems);
        return tokenizer!;
    }
}
