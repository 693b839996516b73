using CsCheck;
using Glyph.Core.Configs;
using Glyph.Core.Spaces;

namespace Glyph.Core.Tests.Spaces;

public sealed class SearchSpaceLawsTests
{
    private const int Iterations = 300;

    public static TheoryData<string> Names => [.. ShippedSpaces.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void ASampleIsAlreadyRepaired(string name)
    {
        var space = ShippedSpaces.Load(name);
        Gen.Long.Sample(seed =>
        {
            var genome = space.Sample(new RandomStream(seed, "sample"));
            Assert.Equal(genome, space.Repair(genome));
        }, iter: Iterations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyGenesAreRepairedOnceAndForAllAndDecodeToOneConfig(string name)
    {
        var space = ShippedSpaces.Load(name);
        AnyGenome(space).Sample(genome =>
        {
            var repaired = space.Repair(genome);
            Assert.Equal(repaired, space.Repair(repaired));
            Assert.All(space.Parameters, p => Assert.Equal(space.IsActive(p, repaired), repaired[p.Name] is { } value && p.Contains(value)));
            Assert.Equal(space.Decode(genome, 28), space.Decode(repaired, 28));
        }, iter: Iterations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatWasDecodedIsEncodedBack(string name)
    {
        var space = ShippedSpaces.Load(name);
        Gen.Select(Gen.Long, Gen.OneOf(28, 32)).Sample((seed, grid) =>
        {
            var config = space.Decode(space.Sample(new RandomStream(seed, "sample")), grid);
            var genome = space.Encode(config, grid);
            Assert.NotNull(genome);
            Assert.Equal(config, space.Decode(genome, grid));
        }, iter: Iterations);
    }

    [Fact]
    public void PagesInCellsAreWholeCellsOnTheImageThatTheTargetSees() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[45, 360], Gen.Int[50, 100], Gen.OneOf(14, 28, 32)).Sample((width, height, dpi, percent, grid) =>
        {
            var scale = percent / 100.0;
            var config = new RenderConfig { Dpi = dpi, HorizontalScale = scale };
            var value = System.Text.Json.JsonSerializer.SerializeToElement(FormattableString.Invariant($"{width},{height}"));
            var pixels = PageKeys.Apply(config, PageKeys.Patches, value, grid).FullPagePixels;
            Assert.Equal(width * grid, (int)(pixels.Width * scale));
            Assert.Equal(height * grid, pixels.Height);
        });

    private static Gen<Genome> AnyGenome(SearchSpace space)
    {
        var names = space.Parameters.Select(p => p.Name).Append("no-such-parameter").ToArray();
        var words = space.Parameters.OfType<CategoricalParameter>().SelectMany(p => p.Choices).Select(c => c.Name).Append("?").ToArray();
        var value = Gen.OneOf(
            Gen.Double[-1000, 1000].Select(GeneValue.Of),
            Gen.OneOf(double.NaN, double.PositiveInfinity, 0).Select(GeneValue.Of),
            Gen.OneOf(words).Select(GeneValue.Of));
        return Gen.Select(Gen.OneOf(names), value).Array[0, names.Length].Select(genes => genes.Aggregate(Genome.Empty, (genome, gene) => genome.With(gene.Item1, gene.Item2)));
    }
}
