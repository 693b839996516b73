using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution;

/// <summary>The engines by name, and which of them this build has.</summary>
public static class SearchEngines
{
    /// <summary>The name of the default, <see cref="GlyphEngine"/>.</summary>
    public const string Default = "glyph";

    /// <summary>The name of the engine that the GeneticSharp library drives; only in builds with <c>-p:UseGeneticSharp=true</c>.</summary>
    public const string GeneticSharp = "geneticsharp";

    /// <summary>The proposers of the default engine; <c>llm</c> stands for every language model of the search.</summary>
    public static IReadOnlyList<string> ProposerNames { get; } = [Models, "surrogate", "nsga2", "random"];

    /// <summary>What stands for the language models among the names of proposers.</summary>
    public const string Models = "llm";

    /// <summary>All names, also of engines that this build lacks.</summary>
    public static IReadOnlyList<string> Names { get; } = [Default, GeneticSharp];

    /// <summary>Whether this build has GeneticSharp.</summary>
    public static bool HasGeneticSharp =>
#if USE_GENETICSHARP
        true;
#else
        false;
#endif

    /// <summary>Why a search cannot have an engine, and what to do about it; null when it can.</summary>
    /// <param name="name">The engine's name.</param>
    public static string? Problem(string name) => name switch
    {
        GeneticSharp when !HasGeneticSharp =>
            "the engine geneticsharp is not in this build of glyph; build it with: dotnet build -c Release -p:UseGeneticSharp=true",
        Default or GeneticSharp => null,
        _ => $"there is no engine '{name}'; it must be {string.Join(" or ", Names)}",
    };

    /// <summary>An engine.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="models">Language models that propose; none for a classical search.</param>
    /// <param name="proposers">Who proposes under the default engine, of <see cref="ProposerNames"/>; null: all. Chance fills in where only language models are named. GeneticSharp brings its own.</param>
    /// <exception cref="InvalidInputException">There is no such engine or proposer, or this build lacks it.</exception>
    public static ISearchEngine Create(string name, IReadOnlyList<IProposer> models, IReadOnlyList<string>? proposers = null)
    {
        if (Problem(name) is { } problem)
        {
            throw new InvalidInputException(problem);
        }

#if USE_GENETICSHARP
        if (name is GeneticSharp)
        {
            return new GeneticSharp.GeneticSharpEngine(models);
        }
#endif
        List<IProposer> classical = [.. (proposers ?? ProposerNames).Where(p => p is not Models).Select(Proposer)];

        // A language model may fail, and is asked once a generation: somebody must fill in.
        return new GlyphEngine([.. proposers?.Contains(Models, StringComparer.Ordinal) is false ? [] : models, .. classical.Count > 0 ? classical : [new PriorProposer()]]);
    }

    private static IProposer Proposer(string name) => name switch
    {
        "surrogate" => new SurrogateProposer(),
        "nsga2" => new VariationProposer(),
        "random" => new PriorProposer(),
        _ => throw new InvalidInputException($"there is no proposer '{name}'; it must be {string.Join(", ", ProposerNames)}"),
    };
}
