using CsCheck;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Reading.Served;

namespace Glyph.Reading.Tests.Served;

public sealed class QuestionKeyTests
{
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal) { ["model"] = "m", ["temperature"] = "0" };

    [Fact]
    public void Equal_questions_have_equal_keys()
    {
        using var one = Image(3, 2, PixelFormat.Grey, 7);
        using var other = Image(3, 2, PixelFormat.Grey, 7);
        var reversed = Parameters.Reverse().ToDictionary(StringComparer.Ordinal);

        var key = QuestionKey.Of(Parameters, new ModelQuestion("Read.", [one], 100));

        Assert.Matches("^[0-9a-f]{64}$", key);
        Assert.Equal(key, QuestionKey.Of(reversed, new ModelQuestion("Read.", [other], 100) { ExpectedPromptTokens = 9 }));
    }

    [Fact]
    public void Whatever_decides_an_answer_changes_the_key()
    {
        using var image = Image(3, 2, PixelFormat.Grey, 7);
        using var turned = Image(2, 3, PixelFormat.Grey, 7);
        using var darker = Image(3, 2, PixelFormat.Grey, 6);
        using var colour = Image(3, 2, PixelFormat.Rgba, 7);
        var warmer = new Dictionary<string, string>(Parameters, StringComparer.Ordinal) { ["temperature"] = "1" };
        var question = new ModelQuestion("Read.", [image, darker], 100);

        string[] keys =
        [
            QuestionKey.Of(Parameters, question),
            QuestionKey.Of(warmer, question),
            QuestionKey.Of(Parameters, question with { Prompt = "Read!" }),
            QuestionKey.Of(Parameters, question with { MaxAnswerTokens = 101 }),
            QuestionKey.Of(Parameters, question with { Images = [image] }),
            QuestionKey.Of(Parameters, question with { Images = [darker, image] }),
            QuestionKey.Of(Parameters, question with { Images = [turned, darker] }),
            QuestionKey.Of(Parameters, question with { Images = [colour, darker] }),
            QuestionKey.Of(Parameters, question with { Images = [] }),
        ];

        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Text_that_moves_from_one_part_to_the_next_changes_the_key() =>
        Gen.Select(Gen.String[0, 6], Gen.String[0, 6], Gen.String[0, 6], Gen.String[0, 6]).Sample((a, b, c, d) =>
        {
            var one = QuestionKey.Of(new Dictionary<string, string>(StringComparer.Ordinal) { [a] = b }, new ModelQuestion(c, [], 1));
            var other = QuestionKey.Of(new Dictionary<string, string>(StringComparer.Ordinal) { [a + b] = "" }, new ModelQuestion(c + d, [], 1));
            var same = b.Length == 0 && d.Length == 0;
            Assert.Equal(same, string.Equals(one, other, StringComparison.Ordinal));
        });

    private static PageImage Image(int width, int height, PixelFormat format, byte value)
    {
        var image = new PageImage(new PixelSize(width, height), format);
        image.Pixels.Fill(value);
        return image;
    }
}
