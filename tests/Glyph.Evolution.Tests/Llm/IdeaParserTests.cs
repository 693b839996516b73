using CsCheck;
using Glyph.Evolution.Llm;

namespace Glyph.Evolution.Tests.Llm;

public sealed class IdeaParserTests
{
    private const string One = """{"kind": "edit", "parent": 1, "set": {"margin": 0}, "reason": "one"}""";
    private const string Two = """{"kind": "gap", "parents": [1, "#2"], "set": {"margin": 0, "dpi": "72"}, "reason": "two"}""";

    [Theory]
    [InlineData("{\"reflection\": \"x\", \"ideas\": [$1, $2]}")]
    [InlineData("Sure! Here it is:\n```json\n{\"ideas\": [$1, $2,],}\n```\nGood luck.")]
    [InlineData("[$1, $2]")]
    [InlineData("<think>maybe {\"ideas\": []} or [a]</think>\n{\"ideas\": [$1, $2]}")]
    [InlineData("no tag, but thoughts {\"ideas\": []}</think>[$1, $2]")]
    [InlineData("{\"ideas\": [$1, $2, {\"kind\": \"edit\", \"par")]
    [InlineData("{\"ideas\": [$1,\n $2")]
    [InlineData("{\"ideas\": [$1, $2, ...]}")]
    public void IdeasAreFoundInFencesTalkAndAnswersThatAreCutShort(string answer)
    {
        var ideas = IdeaParser.Parse(answer.Replace("$1", One, StringComparison.Ordinal).Replace("$2", Two, StringComparison.Ordinal))!;
        Assert.Equal(["one", "two"], ideas.Select(idea => idea.Reason), StringComparer.Ordinal);
        Assert.Equal([1, 2], ideas[1].Parents);
    }

    [Theory]
    [InlineData("")]
    [InlineData("I would rather talk about the weather.")]
    [InlineData("[1, 2, 3]")]
    [InlineData("{\"ideas\": 5}")]
    [InlineData("<think>{\"ideas\": [{\"kind\": \"edit\", \"parent\": 1, \"set\": {\"margin\": 0}}]} hmm")]
    public void WhatHoldsNoListOfIdeasIsNone(string answer) => Assert.Null(IdeaParser.Parse(answer));

    [Fact]
    public void HalfASurrogatePairSpoilsOneIdeaAlone()
    {
        var ideas = IdeaParser.Parse($$"""{"ideas": [{{One}}, {"kind": "edit", "parent": 1, "set": {"font": "\ud83d"}, "reason": "\ud83d"}, {{Two}}]}""")!;
        Assert.Equal(["edit", "unreadable", "gap"], ideas.Select(idea => idea.Kind), StringComparer.Ordinal);
    }

    [Fact]
    public void MoreThanTheMostIdeasAreNotLookedAt() =>
        Assert.Equal(IdeaParser.MaximumIdeas, IdeaParser.Parse($"[{string.Join(',', Enumerable.Repeat(One, 1000))}]")!.Count);

    [Fact]
    public void AnAnswerThatIsCutAnywhereHoldsTheWholeIdeasBeforeTheCut()
    {
        var answer = $$"""{"ideas": [{{One}}, {{Two}}]}""";
        Gen.Int[0, answer.Length].Sample(length =>
        {
            var whole = answer.IndexOf(Two, StringComparison.Ordinal) + Two.Length <= length ? 2 : answer.IndexOf(One, StringComparison.Ordinal) + One.Length <= length ? 1 : 0;
            Assert.Equal(whole, IdeaParser.Parse(answer[..length])?.Count ?? 0);
        });
    }
}
