using System.Reflection;
using System.Runtime.InteropServices;

namespace Glyph.Daemon.Exporting;

/// <summary>The versions that a result depends on.</summary>
internal static class ComponentVersions
{
    /// <summary>The version of Glyph.</summary>
    public static string Glyph { get; } = Of(typeof(ComponentVersions).Assembly);

    /// <summary>Glyph, .NET, the system, and the packages that lay out, draw, read, count, store and (in builds that have it) evolve.</summary>
    public static IReadOnlyDictionary<string, string> All() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["glyph"] = Glyph,
        ["dotnet"] = Environment.Version.ToString(),
        ["os"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        ["SkiaSharp"] = OfLoaded("SkiaSharp"),
        ["HarfBuzzSharp"] = OfLoaded("HarfBuzzSharp"),
        ["Microsoft.ML.OnnxRuntime"] = OfLoaded("Microsoft.ML.OnnxRuntime"),
        ["Microsoft.ML.Tokenizers"] = OfLoaded("Microsoft.ML.Tokenizers"),
        ["Microsoft.SemanticKernel"] = OfLoaded("Microsoft.SemanticKernel.Core"),
        ["LiteDB"] = OfLoaded("LiteDB"),
        ["GeneticSharp"] = OfLoaded("GeneticSharp.Domain"),
    };

    private static string OfLoaded(string name)
    {
        try
        {
            return Of(Assembly.Load(new AssemblyName(name)));
        }
        catch (FileNotFoundException)
        {
            return "absent";
        }
    }

    private static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString()
        ?? "unknown";
}
