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
        var path = nameOrPath;
        if (!File.Exists(path))
        {
            path = Path.Combine(SpaceFolder, $"{nameOrPath}.json");
            if (!SpaceNames().Contains(nameOrPath, StringComparer.Ordinal))
            {
                throw new InvalidInputException($"--space: no file and no shipped space is called '{nameOrPath}'; shipped: {string.Join(", ", SpaceNames())}");
            }
        }

        return SearchSpace.Parse(TextFile.Read(path), path);
    }
}
