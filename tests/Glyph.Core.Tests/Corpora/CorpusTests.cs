using Glyph.Core.Corpora;

namespace Glyph.Core.Tests.Corpora;

public sealed class CorpusTests
{
    private static readonly CorpusItem A = new("a", "text of a");
    private static readonly CorpusItem B = new("b", "text of b");

    [Fact]
    public void Each_part_has_its_items()
    {
        var corpus = new Corpus("x", [A], [B]);
        Assert.Same(A, Assert.Single(corpus.Items(CorpusSplit.Search)));
        Assert.Same(B, Assert.Single(corpus.Items(CorpusSplit.HeldOut)));
    }

    [Fact]
    public void The_hash_is_that_of_the_content_and_not_of_the_name()
    {
        Assert.Equal(new Corpus("x", [A], [B]).Hash(), new Corpus("y", [A with { }], [B with { }]).Hash());
        Assert.Equal("3d4913aec115ab41ed1001c3978f7820a2b32cbd43f4dc50929af1a073bb2aea", new Corpus("x", [A], [B]).Hash());
    }

    [Fact]
    public void Other_content_has_another_hash()
    {
        Corpus[] corpora =
        [
            new("x", [], []),
            new("x", [A], []),
            new("x", [], [A]),
            new("x", [A, B], []),
            new("x", [B, A], []),
            new("x", [A], [B]),
            new("x", [A with { Text = "text of a " }], [B]),
            new("x", [A with { Id = "A" }], [B]),
            new("x", [new("a", "b\0c\0d")], []),
            new("x", [new("a", "b"), new("c", "d")], []),
            new("x", [new("ab", "c")], []),
            new("x", [new("a", "bc")], []),
        ];

        Assert.Equal(corpora.Length, corpora.Select(c => c.Hash()).Distinct(StringComparer.Ordinal).Count());
    }
}
