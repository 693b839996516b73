namespace Glyph.Core.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void The_first_numbers_of_a_stream_never_change()
    {
        var stream = new RandomStream(42, "generation/3");
        Assert.Equal(
            "6104749680036598649 31542276188542711 8903277531119741569 9085986831489388190",
            string.Join(' ', Enumerable.Range(0, 4).Select(_ => FormattableString.Invariant($"{stream.NextInt64()}"))));
    }

    [Fact]
    public void Every_way_to_draw_is_decided_by_seed_and_purpose_alone()
    {
        Assert.Equal(Draw(new RandomStream(7, "a")), Draw(new RandomStream(7, "a")));
        Assert.NotEqual(Draw(new RandomStream(7, "a")), Draw(new RandomStream(8, "a")), StringComparer.Ordinal);
        Assert.NotEqual(Draw(new RandomStream(7, "a")), Draw(new RandomStream(7, "b")), StringComparer.Ordinal);
        Assert.NotEqual(Draw(new RandomStream(1, "1")), Draw(new RandomStream(11, "")), StringComparer.Ordinal);

        static string Draw(RandomStream random)
        {
            var bytes = new byte[5];
            random.NextBytes(bytes);
            var order = Enumerable.Range(0, 20).ToArray();
            random.Shuffle(order);
            return FormattableString.Invariant(
                $"{random.Next()} {random.Next(1000)} {random.Next(-5, 1000)} {random.NextDouble()} {random.NextSingle()} {random.NextInt64()} {random.NextInt64(1L << 40)} {random.NextInt64(-9, 1L << 50)} {Convert.ToHexString(bytes)} {string.Join(',', order)} {string.Join(',', random.GetItems(order, 9))}");
        }
    }

    [Fact]
    public void Numbers_are_spread_evenly_and_stay_within_their_bounds()
    {
        const int count = 40_000;
        const int bins = 20;
        var random = new RandomStream(1, "uniform");
        AssertEven(Enumerable.Range(0, count).Select(_ => (int)(random.NextDouble() * bins)));
        AssertEven(Enumerable.Range(0, count).Select(_ => random.Next(bins)));
        AssertEven(Enumerable.Range(0, count).Select(_ => random.Next(-7, bins - 7) + 7));
        AssertEven(Enumerable.Range(0, count).Select(_ => random.Next() % bins));
        AssertEven(Enumerable.Range(0, count).Select(_ => (int)(random.Next() / (double)int.MaxValue * bins)));

        // Chi-squared with 19 degrees of freedom is above 50.8 once in 10,000 times; the seed is fixed.
        static void AssertEven(IEnumerable<int> values)
        {
            var counts = new int[bins];
            foreach (var value in values)
            {
                counts[value]++;
            }

            const double expected = (double)count / bins;
            Assert.InRange(counts.Sum(c => (c - expected) * (c - expected) / expected), 0, 50.8);
        }
    }

    [Fact]
    public void Streams_of_other_purposes_are_independent()
    {
        const int count = 20_000;
        var (a, b) = (new RandomStream(5, "generation/1"), new RandomStream(5, "generation/2"));
        var correlation = 12 * Enumerable.Range(0, count).Average(_ => (a.NextDouble() - 0.5) * (b.NextDouble() - 0.5));
        Assert.InRange(correlation, -0.03, 0.03);
    }

    [Fact]
    public void Bounds_are_kept_at_their_edges()
    {
        var random = new RandomStream(1, "edges");
        Assert.Equal(0, random.Next(0));
        Assert.Equal(0, random.Next(1));
        Assert.Equal(9, random.Next(9, 9));
        Assert.InRange(random.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(2, 1));
    }
}
