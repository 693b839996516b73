using GeneticSharp;
using Glyph.Core;
using Glyph.Evolution.GeneticSharp;

namespace Glyph.Evolution.Tests.GeneticSharp;

public sealed class SeededRandomizationTests
{
    [Fact]
    public void TheLibraryDrawsFromTheStreamOfTheOneThatAsks()
    {
        using (SeededRandomization.Use(new RandomStream(5, "a")))
        {
            var expected = new RandomStream(5, "a");
            Assert.Equal(expected.NextDouble(), RandomizationProvider.Current.GetDouble());
            Assert.Equal(expected.Next(3, 9), RandomizationProvider.Current.GetInt(3, 9));
            Assert.Equal(expected.NextSingle(), RandomizationProvider.Current.GetFloat());
            Assert.Equal([.. Enumerable.Range(0, 4).Select(_ => expected.Next(0, 100))], RandomizationProvider.Current.GetInts(4, 0, 100));
            Assert.Equal([0, 1, 2], RandomizationProvider.Current.GetUniqueInts(3, 0, 3).Order());
        }
    }

    [Fact]
    public void AScopeInAScopeGivesTheOuterOneBack()
    {
        var outer = new RandomStream(1, "outer");
        using (SeededRandomization.Use(outer))
        {
            using (SeededRandomization.Use(new RandomStream(1, "inner")))
            {
                Assert.NotSame(outer, SeededRandomization.Stream);
            }

            Assert.Same(outer, SeededRandomization.Stream);
        }

        Assert.Throws<InvalidOperationException>(() => SeededRandomization.Stream);
        Assert.InRange(RandomizationProvider.Current.GetDouble(), 0, 1);
    }

    [Fact]
    public async Task FlowsBesideOneAnotherKeepTheirOwnStreams()
    {
        using var together = new Barrier(4);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Factory.StartNew(
            () =>
            {
                var expected = new RandomStream(seed, "flow");
                using var scope = SeededRandomization.Use(new RandomStream(seed, "flow"));
                for (var i = 0; i < 200; i++)
                {
                    Assert.True(together.SignalAndWait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
                    Assert.Equal(expected.NextDouble(), RandomizationProvider.Current.GetDouble());
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
