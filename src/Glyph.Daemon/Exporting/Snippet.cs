using System.Globalization;
using System.Reflection;

namespace Glyph.Daemon.Exporting;

/// <summary>The programs that render a text with an exported config; each is a file of its own in this build.</summary>
internal static class Snippet
{
    /// <summary>What stands in the C# program where the folder of Glyph's sources is not known.</summary>
    private const string UnknownRoot = "/path/to/glyph";

    /// <summary>A program.</summary>
    /// <param name="name">Its file name.</param>
    /// <param name="context">What is exported.</param>
    public static string Write(string name, ExportContext context) => Open(name)
        .Replace("{{config}}", ExportCatalog.ConfigFile, StringComparison.Ordinal)
        .Replace("{{root}}", SourceRoot() ?? UnknownRoot, StringComparison.Ordinal)
        .Replace("{{trial}}", context.Trial.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{{search}}", string.Concat(context.Search.Id.Select(c => char.IsControl(c) ? ' ' : c)), StringComparison.Ordinal);

    private static string Open(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"snippets/{name}") ?? throw new InvalidOperationException($"this build lacks {name}; build again");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The folder of the sources that this build was made in; null where it was moved away from them.</summary>
    private static string? SourceRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Glyph.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
