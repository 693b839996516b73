using System.Globalization;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Spaces;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>What <c>landscape record</c> is told.</summary>
internal sealed record LandscapeOptions
{
    /// <summary>A shipped space's name, or a file.</summary>
    public string Space { get; private set; } = "compact";

    /// <summary>The file to write, or to go on with.</summary>
    public string Out { get; private set; } = "";

    /// <summary>Configs to record.</summary>
    public int Rows { get; private set; } = 2000;

    /// <summary>The texts by name; none: the shipped ones.</summary>
    public List<CorpusItem> Corpora { get; } = [];

    /// <summary>The target's id.</summary>
    public string Target { get; private set; } = "glm-4.1v";

    /// <summary>Lines read a config and corpus.</summary>
    public int Samples { get; private set; } = 24;

    /// <summary>Seeds every random choice.</summary>
    public long Seed { get; private set; } = 1;

    /// <summary>The arguments, for the file's head.</summary>
    public string CommandLine { get; private set; } = "";

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="InvalidInputException">One is not known, or the file to write is missing.</exception>
    public static LandscapeOptions Parse(IReadOnlyList<string> args)
    {
        var options = new LandscapeOptions { CommandLine = "landscape record " + string.Join(' ', args) };
        for (var i = 0; i + 1 < args.Count; i += 2)
        {
            options.Set(args[i], args[i + 1]);
        }

        return args.Count % 2 == 1 || options.Out.Length == 0
            ? throw new InvalidInputException("landscape record needs --out FILE, and each option a value: --space, --rows, --corpus NAME=FILE, --target, --samples, --seed")
            : options;
    }

    /// <summary>Opens a shipped space by its name, or the space of a file.</summary>
    public static SearchSpace OpenSpace(string space)
    {
        var path = File.Exists(space) ? space : Path.Combine(AppContext.BaseDirectory, "search-spaces", $"{space}.json");
        return SearchSpace.Parse(TextFile.Read(path), path);
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--space":
                Space = value;
                break;
            case "--out":
                Out = value;
                break;
            case "--rows":
                Rows = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--corpus":
                var parts = value.Split('=', 2);
                Corpora.Add(parts.Length == 2 ? new CorpusItem(parts[0], TextFile.Read(parts[1])) : throw new InvalidInputException($"--corpus is '{value}'; it must be NAME=FILE"));
                break;
            case "--target":
                Target = value;
                break;
            case "--samples":
                Samples = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--seed":
                Seed = long.Parse(value, CultureInfo.InvariantCulture);
                break;
            default:
                throw new InvalidInputException($"landscape record knows no '{name}'");
        }
    }
}
