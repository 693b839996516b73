using System.Text.Json;
using Glyph.Core.Configs;
using Glyph.Core.Spaces;

namespace Glyph.Core.Tests.Spaces;

public sealed class ShippedSpacesTests
{
    public static TheoryData<string> Names => [.. ShippedSpaces.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryShippedSpaceParsesAndBearsItsFilesName(string name) => Assert.Equal(name, ShippedSpaces.Load(name).Name);

    [Fact]
    public void NoSpaceIsLeftOutOfTheseTests() => Assert.Equal(
        ShippedSpaces.Names.Append("search-space.schema").Order(StringComparer.Ordinal),
        Directory.GetFiles(ShippedSpaces.Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("glyph-paper")]
    [InlineData("compact")]
    public void ThePublishedConfigIsExpressedExactly(string name)
    {
        var space = ShippedSpaces.Load(name);
        var genome = space.Encode(RenderConfig.Published(), 28);
        Assert.NotNull(genome);
        Assert.Equal(RenderConfig.Published(), space.Decode(genome, 28));
        Assert.Equal(genome, space.Repair(genome));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThePriorsAlmostAlwaysGiveConfigsThatCanBeRendered(string name)
    {
        var space = ShippedSpaces.Load(name);
        var random = new RandomStream(1, name);
        var broken = Enumerable.Range(0, 300).Count(_ => space.Violations(space.Decode(space.Sample(random), 28)).Count > 0);
        Assert.InRange(broken, 0, 15);
    }

    [Theory]
    [InlineData("glyph-paper", 11)]
    [InlineData("compact", 5)]
    [InlineData("chinese", 1)]
    public void FontsListsWhatTheSpaceCanChoose(string name, int count)
    {
        var fonts = ShippedSpaces.Load(name).Fonts;
        Assert.Equal(count, fonts.Count);
        Assert.Contains(name is "chinese" ? "Noto Sans SC" : "DejaVu Sans", fonts, StringComparer.Ordinal);
    }

    [Fact]
    public void TheSchemaListsExactlyTheWordsOfTheParser()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(ShippedSpaces.Folder, "search-space.schema.json")));
        var root = schema.RootElement;
        var defs = root.GetProperty("$defs");

        Same(SpaceKeys.Space, root);
        Same(PageKeys.Settable, defs.GetProperty("settings"));
        Same(SpaceKeys.Categorical, defs.GetProperty("categorical"));
        Same(SpaceKeys.Choice, defs.GetProperty("choice"));
        Same(SpaceKeys.Ordinal, defs.GetProperty("ordinal"));
        Same(SpaceKeys.Range, defs.GetProperty("range"));
        Same(SpaceKeys.Prior, defs.GetProperty("prior"));
        Same(SpaceKeys.Derived, defs.GetProperty("derived"));
        Same(Constraint.Names, root.GetProperty("properties").GetProperty("constraints"));
    }

    private static void Same(IEnumerable<string> words, JsonElement definition) => Assert.Equal(
        words.Order(StringComparer.Ordinal),
        definition.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
}
