using Glyph.Evolution.Surrogate;

namespace Glyph.Evolution.Tests.Surrogate;

public sealed class StageTests
{
    [Fact]
    public void HalfOfTheDoubtCountsAtFirstAndAllOfItLater()
    {
        var shares = Enumerable.Range(0, 200).Select(read => new Stage(read, 1).Doubt).ToList();
        Assert.Equal(0.5, shares[0]);
        Assert.Equal(shares.Order(), shares);
        Assert.All(shares.Skip(60), share => Assert.Equal(1, share));
    }

    [Fact]
    public void TheFirstReadingsServeTheWholeFront() =>
        Assert.All(Enumerable.Range(0, 16), read => Assert.All(Enumerable.Range(0, 8), place => Assert.True(new Stage(read, read / 4).IsForWhole(place))));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void LaterOneOfFourServesWhatUsersChooseByWhateverTheBatch(int batch)
    {
        // In batches of two the turn comes in one generation of two.
        var places = Enumerable.Range(1, 400).SelectMany(generation => Enumerable.Range(0, batch).Select(place => new Stage(100, generation).IsForWhole(place))).ToList();
        Assert.Equal(0.75, places.Average(isForWhole => isForWhole ? 1.0 : 0));
    }
}
