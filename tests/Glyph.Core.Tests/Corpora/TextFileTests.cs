using System.Text;
using CsCheck;
using Glyph.Core.Corpora;
using Glyph.Testing;

namespace Glyph.Core.Tests.Corpora;

public sealed class TextFileTests : IDisposable
{
    private const int Chunk = 1 << 16;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Byte_order_marks_are_left_out(int marks) =>
        Assert.Equal("a\uFEFFb", TextFile.Read(Write(new string('\uFEFF', marks) + "a\uFEFFb")));

    [Fact]
    public void A_text_that_is_longer_than_what_is_read_at_once_is_whole() => Gen.Select(Gen.Int[Chunk - 5, Chunk + 5], Gen.Int[0, 3]).Sample(
        (length, marks) =>
        {
            var text = new string('a', length) + "é中😀" + new string('b', length) + "😀";
            Assert.Equal(text, TextFile.Read(Write(new string('\uFEFF', marks) + text)));
        },
        iter: 30,
        threads: 1); // all write the same file

    [Theory]
    [InlineData(10)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData((2 * Chunk) + 7)]
    public void The_first_bad_byte_is_told(int position)
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)'a', position), 0xFF, .. "more"u8];

        var content = TextFile.Inspect(Write(bytes));

        Assert.Null(content.Text);
        Assert.False(content.IsBinary);
        Assert.Contains($"first bad byte at {position})", content.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_that_the_end_cuts_off_is_not_UTF_8() =>
        Assert.Contains("not UTF-8", TextFile.Inspect(Write([(byte)'a', 0xE4, 0xB8])).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_file_with_NUL_is_binary_even_where_it_is_not_UTF_8_before_that()
    {
        byte[] bytes = [0xFF, .. Enumerable.Repeat((byte)'a', 3 * Chunk), 0];

        Assert.True(TextFile.Inspect(Write(bytes)).IsBinary);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \r\n\t")]
    public void A_file_without_text_is_told(string text) => Assert.Contains("has no text", TextFile.Inspect(Write(text)).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_told() => Assert.Contains("no such file", TextFile.Inspect(_folder.File("none.txt")).Problem, StringComparison.Ordinal);

    private string Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    private string Write(byte[] bytes)
    {
        var path = _folder.File("text.txt");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
