using CsCheck;
using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Tests.Confirming;

public sealed class ClopperPearsonTests
{
    [Theory]
    [InlineData(0, 100, 0.0295130)] // 1 - 0.05^(1/100)
    [InlineData(0, 3, 0.6315970)]
    [InlineData(1, 10, 0.3941633)] // the 0.95 quantile of Beta(2, 9)
    [InlineData(5, 50, 0.1988330)] // the 0.95 quantile of Beta(6, 45)
    public void The_bound_is_the_exact_one(int hits, int trials, double bound) => Assert.Equal(bound, ClopperPearson.Upper(hits, trials, 0.95), 1e-6);

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(1, 100, 0.0005128)] // 1 - 0.95^(1/100)
    [InlineData(10, 10, 0.7411344)] // 0.05^(1/10)
    public void The_lower_bound_is_the_exact_one(int hits, int trials, double bound) => Assert.Equal(bound, ClopperPearson.Lower(hits, trials, 0.95), 1e-6);

    [Fact]
    public void Where_nothing_was_counted_or_all_were_hits_it_is_1()
    {
        Assert.Equal(1, ClopperPearson.Upper(0, 0, 0.95));
        Assert.Equal(1, ClopperPearson.Upper(7, 7, 0.95));
    }

    [Fact]
    public void It_lies_above_the_share_and_falls_with_more_evidence() => Gen.Select(Gen.Int[0, 40], Gen.Int[1, 400]).Where(p => p.Item1 < p.Item2).Sample((hits, trials) =>
    {
        var bound = ClopperPearson.Upper(hits, trials, 0.95);
        Assert.InRange(bound, (double)hits / trials, 1);
        Assert.True(ClopperPearson.Upper(hits, trials + 1, 0.95) < bound);
        Assert.True(ClopperPearson.Upper(hits + 1, trials, 0.95) >= bound);
    });
}
