namespace Glyph.Rendering.Fonts;

/// <summary>Where an operating system and its user keep fonts.</summary>
internal static class SystemFontFolders
{
    /// <summary>The folders of this system, those of the user first; some may not exist.</summary>
    public static IReadOnlyList<string> All()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
        {
            return
            [
                Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Microsoft", "Windows", "Fonts"),
                Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
            ];
        }

        if (OperatingSystem.IsMacOS())
        {
            return [Path.Combine(home, "Library", "Fonts"), "/Library/Fonts", "/System/Library/Fonts"];
        }

        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } stated ? stated : Path.Combine(home, ".local", "share");
        return [Path.Combine(data, "fonts"), Path.Combine(home, ".fonts"), "/usr/local/share/fonts", "/usr/share/fonts"];
    }
}
