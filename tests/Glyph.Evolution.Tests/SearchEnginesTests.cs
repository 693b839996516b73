using Glyph.Core;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution.Tests;

public sealed class SearchEnginesTests
{
    [Fact]
    public void TheDefaultEngineIsAskedToPutModelsFirst()
    {
        var (model, classical) = (new PriorProposer(), new VariationProposer());
        var engine = SearchEngines.Create("glyph", [model], [classical]);
        Assert.IsType<GlyphEngine>(engine);
        Assert.Equal("glyph", engine.Name);
        Assert.Equal([model, classical], engine.Proposers);
    }

    [Fact]
    public void AnEngineThatDoesNotExistIsRefusedWithThoseThatDo()
    {
        var error = Assert.Throws<InvalidInputException>(() => SearchEngines.Create("genetic-sharp", [], []));
        Assert.Equal("there is no engine 'genetic-sharp'; it must be glyph or geneticsharp", error.Message);
    }

    [Fact]
    public void GeneticSharpIsThereOrTheErrorSaysHowToBuildIt()
    {
        if (SearchEngines.HasGeneticSharp)
        {
            Assert.Null(SearchEngines.Problem("geneticsharp"));
            var model = new VariationProposer();
            var engine = SearchEngines.Create("geneticsharp", [model], [new PriorProposer()]);
            Assert.Equal("geneticsharp", engine.Name);
            Assert.Equal(["nsga2", "geneticsharp", "random"], engine.Proposers.Select(p => p.Name), StringComparer.Ordinal);
        }
        else
        {
            var error = Assert.Throws<InvalidInputException>(() => SearchEngines.Create("geneticsharp", [], []));
            Assert.Contains("dotnet build -c Release -p:UseGeneticSharp=true", error.Message, StringComparison.Ordinal);
        }
    }
}
