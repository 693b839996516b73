using CsCheck;
using Glyph.Core.Corpora;

namespace Glyph.Core.Tests.Corpora;

public sealed class SharedTextTests
{
    private static string Text(long seed, int length)
    {
        var random = new RandomStream(seed, "text");
        return string.Concat(Enumerable.Range(0, length).Select(i => i % 7 == 6 ? ' ' : (char)('a' + random.Next(26))));
    }

    private static string? Passage(string some, string other) => SharedText.Passage([new CorpusItem("a", "x"), new CorpusItem("b", some)], [new CorpusItem("c", other)]);

    [Fact]
    public void A_passage_is_found_wherever_it_stands_and_however_its_lines_break() => Gen.Select(Gen.Int[0, 700], Gen.Int[0, 700], Gen.Int[1, 90]).Sample((before, after, width) =>
    {
        var shared = Text(1, 280);
        var broken = string.Join("\n", shared.Chunk(width).Select(line => new string(line)));
        var found = Passage(Text(2, before) + "|" + shared + "|" + Text(3, 50), Text(4, after) + "|" + broken + "|" + Text(5, 90));
        Assert.Equal(SharedText.LeastPassage, found!.Length);
    });

    [Fact]
    public void Only_200_letters_are_a_passage()
    {
        var shared = new string([.. Text(1, 1000).Where(char.IsLetter).Take(200)]);
        Assert.Equal(shared, Passage(Text(2, 333) + "A" + shared + "B" + Text(3, 44), Text(4, 51) + "C" + shared + "D"));
        Assert.Null(Passage(Text(2, 333) + "A" + shared[1..] + "B" + Text(3, 44), Text(4, 51) + "C" + shared[1..] + "D"));
    }

    [Fact]
    public void Rules_and_short_texts_are_no_passage()
    {
        Assert.Null(Passage(new string('-', 900), new string('-', 900)));
        Assert.Null(Passage("short", "short"));
        Assert.Null(Passage("", ""));
        Assert.Null(Passage(Text(1, 5000), Text(2, 5000)));
    }
}
