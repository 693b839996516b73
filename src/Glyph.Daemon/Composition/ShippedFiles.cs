using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Spaces;

namespace Glyph.Daemon.Composition;

/// <summary>The search spaces and sample texts that lie beside the executable.</summary>
internal static class ShippedFiles
{
    private static string SpaceFolder { get; } = Path.Combine(AppContext.BaseDirectory, "search-spaces");

    /// <summary>The folder of the sample texts, split into <c>search</c> and <c>held-out</c>.</summary>
    public static string SampleFolder { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>The names of the shipped spaces.</summary>
    public static IReadOnlyList<string> SpaceNames() => Directory.Exists(SpaceFolder)
        ? [.. Directory.EnumerateFiles(SpaceFolder, "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.EndsWith(".schema", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The search space of a shipped name or a file.</summary>
    /// <exception cref="InvalidInputException">There is none, or it has problems.</exception>
    public static SearchSpace OpenSpace(string nameOrPath)
    {
        if (File.Exists(nameOrPath))
        {
            return SearchSpace.Parse(TextFile.Read(nameOrPath), nameOrPath);
        }

        return SpaceNames().Contains(nameOrPath, StringComparer.Ordinal)
            ? OpenShippedSpace(nameOrPath)
            : throw new InvalidInputException($"--space: no file and no shipped space is called '{nameOrPath}'; shipped: {string.Join(", ", SpaceNames())}");
    }

    /// <summary>The search space of a shipped name; a file is not looked for.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static SearchSpace OpenShippedSpace(string name)
    {
        if (!SpaceNames().Contains(name, StringComparer.Ordinal))
        {
            throw new InvalidInputException($"space: no shipped space is called '{name}'{NearestName.Hint(name, SpaceNames())}; shipped: {string.Join(", ", SpaceNames())}");
        }

        var path = Path.Combine(SpaceFolder, $"{name}.json");
        return SearchSpace.Parse(TextFile.Read(path), path);
    }
}
