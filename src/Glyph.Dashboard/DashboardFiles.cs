using System.Collections.Frozen;
using System.Reflection;

namespace Glyph.Dashboard;

/// <summary>
/// The live dashboard: a page and what it links. It asks <c>/api/v1</c> of the server that it came from, and nothing else.
/// </summary>
public static class DashboardFiles
{
    private const string Prefix = "dashboard/";

    private static readonly FrozenDictionary<string, DashboardFile> ByPath = Read();

    /// <summary>All files, the page first.</summary>
    public static IReadOnlyList<DashboardFile> All { get; } =
        [.. ByPath.Values.OrderByDescending(file => file == Index).ThenBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>The page, <c>index.html</c>. Its address may have any hash; it is served at a folder's root, such as <c>/</c>.</summary>
    public static DashboardFile Index => ByPath["index.html"];

    /// <summary>
    /// The value of the <c>Content-Security-Policy</c> header under which the page works: its own scripts, styles and
    /// connections only, images also out of data, no frame around it.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'none'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The file at a path relative to the page, or null.</summary>
    /// <param name="path">Such as <c>assets/index-1a2b3c.js</c>, without a leading slash.</param>
    public static DashboardFile? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ByPath.GetValueOrDefault(path);
    }

    private static FrozenDictionary<string, DashboardFile> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => new DashboardFile(name[Prefix.Length..], Content(assembly, name)))
            .ToFrozenDictionary(file => file.Path, StringComparer.Ordinal);
    }

    private static byte[] Content(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
