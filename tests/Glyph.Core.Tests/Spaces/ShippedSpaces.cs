using Glyph.Core.Spaces;

namespace Glyph.Core.Tests.Spaces;

/// <summary>The files in search-spaces/.</summary>
internal static class ShippedSpaces
{
    public static string Folder { get; } = FindFolder();

    public static IReadOnlyList<string> Names { get; } = ["glyph-paper", "compact", "chinese"];

    public static SearchSpace Load(string name) => SearchSpace.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")), $"{name}.json");

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Glyph.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "search-spaces");
    }
}
