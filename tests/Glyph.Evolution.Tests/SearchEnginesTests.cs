using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution.Tests;

public sealed class SearchEnginesTests
{
    [Fact]
    public void TheDefaultEngineIsAskedToPutModelsFirst()
    {
        var engine = SearchEngines.Create("glyph", [new NamedProposer("llm:small")]);
        Assert.IsType<GlyphEngine>(engine);
        Assert.Equal("glyph", engine.Name);
        Assert.Equal(["llm:small", "surrogate", "nsga2", "random"], engine.Proposers.Select(p => p.Name), StringComparer.Ordinal);
    }

    [Fact]
    public void OnlyTheNamedPropose()
    {
        Assert.Equal(["random"], Names(["random"]), StringComparer.Ordinal);
        Assert.Equal(["llm:small", "random"], Names(["llm"]), StringComparer.Ordinal);
        Assert.Equal(["llm:small", "nsga2"], Names(["nsga2", "llm"]), StringComparer.Ordinal);
        var error = Assert.Throws<InvalidInputException>(() => Names(["nsga3"]));
        Assert.Equal("there is no proposer 'nsga3'; it must be llm, surrogate, nsga2, random", error.Message);

        static IEnumerable<string> Names(string[] proposers) => SearchEngines.Create("glyph", [new NamedProposer("llm:small")], proposers).Proposers.Select(p => p.Name);
    }

    [Fact]
    public void AnEngineThatDoesNotExistIsRefusedWithThoseThatDo()
    {
        var error = Assert.Throws<InvalidInputException>(() => SearchEngines.Create("genetic-sharp", []));
        Assert.Equal("there is no engine 'genetic-sharp'; it must be glyph or geneticsharp", error.Message);
    }

    [Fact]
    public void GeneticSharpIsThereOrTheErrorSaysHowToBuildIt()
    {
        if (SearchEngines.HasGeneticSharp)
        {
            Assert.Null(SearchEngines.Problem("geneticsharp"));
            var model = new VariationProposer();
            var engine = SearchEngines.Create("geneticsharp", [model]);
            Assert.Equal("geneticsharp", engine.Name);
            Assert.Equal(["nsga2", "geneticsharp", "random"], engine.Proposers.Select(p => p.Name), StringComparer.Ordinal);
        }
        else
        {
            var error = Assert.Throws<InvalidInputException>(() => SearchEngines.Create("geneticsharp", []));
            Assert.Contains("dotnet build -c Release -p:UseGeneticSharp=true", error.Message, StringComparison.Ordinal);
        }
    }

    private sealed class NamedProposer(string name) : IProposer
    {
        public string Name => name;

        public IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, CancellationToken cancellationToken) => AsyncEnumerable.Empty<Candidate>();
    }
}
