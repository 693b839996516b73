using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>Documents as the bytes that a report carries or the API sends.</summary>
internal static class SyntheticReport
{
    // Markup stays as it is, so that what protects the page is the page itself.
    public static JsonSerializerOptions Json { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static byte[] Of(params IEnumerable<SyntheticSearch> searches) =>
        JsonSerializer.SerializeToUtf8Bytes(new { searches = searches.Select(s => s.Document(isExported: true)) }, Json);

    /// <summary>Writes an exported report of some searches into a folder.</summary>
    public static string WriteTo(string folder, string name, params IEnumerable<SyntheticSearch> searches)
    {
        var path = Path.Combine(folder, name);
        using var file = File.Create(path);
        ReportPage.Write(file, Of(searches));
        return path;
    }
}
