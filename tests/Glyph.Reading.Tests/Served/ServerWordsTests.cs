using CsCheck;
using Glyph.Reading.Served;

namespace Glyph.Reading.Tests.Served;

public sealed class ServerWordsTests
{
    [Theory]
    [InlineData("""{"error":{"message":"too long"}}""", ": too long")]
    [InlineData("""{"object":"error","message":"too long\nand more"}""", ": too long")]
    [InlineData("""{"error":"too long"}""", ": too long")]
    [InlineData("""{"detail":"too long"}""", ": too long")]
    [InlineData("too long\r\nand more", ": too long")]
    [InlineData("""{"error":{"message":"too long."}}""", ": too long")]
    [InlineData("""{"error":{"message":"one","message":"two"}}""", """: {"error":{"message":"one","message":"two"}}""")]
    [InlineData("""{"error":{"message":"half \ud800"}}""", """: {"error":{"message":"half \ud800"}}""")]
    [InlineData("""{"error":{"message":{"en":"too long"},"detail":"too wide"}}""", ": too wide")]
    [InlineData("[1]", ": [1]")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void One_line_is_kept(string? body, string expected) => Assert.Equal(expected, new ServerWords("a key of mine").Of(body));

    [Fact]
    public void A_long_line_is_cut() => Assert.Equal(202, new ServerWords(null).Of(new string('x', 1000)).Length);

    [Fact]
    public void Whatever_a_server_sends_makes_one_short_line() =>
        Gen.Select(Gen.String, Gen.Int[0, 60], Gen.Char).Sample((noise, at, replacement) =>
        {
            var body = """{"error":{"message":"too long","type":"x","code":"y"}}""";
            var broken = string.Concat(body.AsSpan(0, Math.Min(at, body.Length)), replacement.ToString(), noise, body.AsSpan(Math.Min(at, body.Length)));
            var said = new ServerWords("a key of mine").Of(broken);
            Assert.InRange(said.Length, 0, 202);
            Assert.DoesNotContain('\n', said);
        });

    [Fact]
    public void The_key_is_never_in_it_however_it_is_wrapped() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 8, 60], Gen.String[Gen.Char.AlphaNumeric, 0, 300], Gen.String[Gen.Char.AlphaNumeric, 0, 300], Gen.Int[0, 5]).Sample((key, before, after, form) =>
        {
            var text = before + key + after;
            var body = form switch
            {
                0 => text,
                1 => Error(text),
                2 => Error(before + string.Concat(key.Select(c => FormattableString.Invariant($"\\u{(int)c:x4}"))) + after),
                3 => text.ToUpperInvariant(),
                4 => $"{key[..8]}...{after}",
                _ => $"first line\n{key}",
            };
            var said = new ServerWords(key).Of(body);
            Assert.DoesNotContain(key[..8], said, StringComparison.OrdinalIgnoreCase);
        });

    [Fact]
    public void The_code_of_an_error_is_found() => Assert.Equal("insufficient_quota", ServerWords.Code("""{"error":{"code":"insufficient_quota"}}"""));

    private static string Error(string message) => $$$"""{"error":{"message":"{{{message}}}"}}""";
}
