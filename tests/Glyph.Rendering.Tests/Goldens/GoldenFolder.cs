namespace Glyph.Rendering.Tests.Goldens;

/// <summary>Finds what the reference renderer produced: <c>GLYPH_GOLDENS</c>, or <c>../shared/goldens</c> beside the repository.</summary>
internal static class GoldenFolder
{
    /// <summary>The folder; null where it is absent.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("GLYPH_GOLDENS") is { Length: > 0 } stated)
        {
            return Directory.Exists(stated) ? stated : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Glyph.sln")))
            {
                var goldens = System.IO.Path.Combine(folder.FullName, "..", "shared", "goldens");
                return Directory.Exists(goldens) ? goldens : null;
            }
        }

        return null;
    }
}
