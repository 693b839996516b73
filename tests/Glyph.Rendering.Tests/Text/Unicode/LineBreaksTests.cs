using System.Text;
using CsCheck;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Tests.Text.Unicode;

/// <summary>The line breaking algorithm against Unicode's own test cases.</summary>
public sealed class LineBreaksTests
{
    [Fact]
    public void EveryCaseOfUnicodesTestBreaksAsItShould()
    {
        var cases = UnicodeDatabase.Read("auxiliary/LineBreakTest").Select(entry => entry.GetString()!).ToList();

        var failures = cases.Where(line => !string.Equals(Expected(line, out var text), string.Join(' ', Breaks(text)), StringComparison.Ordinal)).ToList();

        Assert.True(cases.Count > 10_000);
        Assert.Empty(failures);
    }

    [Fact]
    public void BreaksGoForwardAndEndWithTheText() => Gen.String.Sample(text =>
    {
        var breaks = Breaks(text);

        Assert.Equal(breaks.Order().Distinct(), breaks);
        Assert.Equal(text.Length > 0, breaks.Count > 0 && breaks[^1] == text.Length);
    });

    private static List<int> Breaks(string text)
    {
        var found = new List<int>();
        var breaks = new LineBreaks(text, 0);
        for (var position = 1; position <= text.Length; position++)
        {
            if (breaks.Allows(position))
            {
                found.Add(position);
            }
        }

        return found;
    }

    /// <summary>A case such as <c>× 0023 × 0020 ÷ 0023 ÷</c>.</summary>
    private static string Expected(string line, out string text)
    {
        var built = new StringBuilder();
        var breaks = new List<int>();
        foreach (var part in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (part)
            {
                case "×":
                    break;
                case "÷":
                    breaks.Add(built.Length);
                    break;
                default:
                    built.Append(UnicodeDatabase.Character(part));
                    break;
            }
        }

        text = built.ToString();
        return string.Join(' ', breaks);
    }
}
