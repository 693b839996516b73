using Glyph.Core.Configs;
using Glyph.Core.Corpora;

namespace Glyph.Daemon.Composition;

/// <summary>Reads a render config file.</summary>
internal static class ConfigFile
{
    /// <summary>
    /// Reads a config. A font path that is not there is looked for, by its file name, beside the config: so an exported
    /// folder still works after it was moved. A relative path is relative to the config's folder.
    /// </summary>
    public static RenderConfig Read(FileInfo file)
    {
        var config = RenderConfigJson.Parse(TextFile.Read(file.FullName), file.FullName);
        var folder = file.DirectoryName ?? ".";
        string[] candidates = [Path.Combine(folder, config.Font), Path.Combine(folder, Path.GetFileName(config.Font))];
        return Array.Find(candidates, File.Exists) is { } found ? config with { Font = Path.GetFullPath(found) } : config;
    }
}
