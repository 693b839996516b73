using System.Globalization;
using System.Text.Json;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Tests.Goldens;

/// <summary>A case of the reference renderer: what it was given, and the pages that it made of it.</summary>
internal sealed record GoldenCase(string Name, RenderConfig Config, string Text, PixelSize Uncropped, IReadOnlyList<GoldenPage> Pages)
{
    public static GoldenCase Load(string folder, string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cases", name + ".json")));
        var root = json.RootElement;
        var config = RenderConfigJson.Read(root.GetProperty("config"), out var problems);
        Assert.Empty(problems);
        var size = root.GetProperty("uncropped_page_px");
        return new GoldenCase(
            name,
            config with { Font = Path.Combine(folder, config.Font) },
            File.ReadAllText(Path.Combine(folder, root.GetProperty("input").GetString()!)),
            new PixelSize(size[0].GetInt32(), size[1].GetInt32()),
            [.. root.GetProperty("pages").EnumerateArray().Select(ReadPage)]);
    }

    private static GoldenPage ReadPage(JsonElement page)
    {
        var size = page.GetProperty("size_px");
        return new GoldenPage(
            new PixelSize(size[0].GetInt32(), size[1].GetInt32()),
            [.. page.GetProperty("lines").EnumerateArray()
                .Select(line => new GoldenLine(Plain(line[0].GetString()!), line[1].GetDouble(), line[2].GetDouble(), line[3].GetDouble(), line[4].GetDouble()))
                .Where(line => line.Text.Length > 0)]);
    }

    /// <summary>Without the spaces around it, and with each run of spaces as one.</summary>
    private static string Plain(string text) =>
        string.Join(' ', text.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Pages.Count} pages");
}

/// <summary>A page of the reference: its size, and the lines that show something.</summary>
internal sealed record GoldenPage(PixelSize Size, IReadOnlyList<GoldenLine> Lines);

/// <summary>A line of the reference: natural width, x and baseline (from the page's bottom) in pt, and what each space is widened by.</summary>
internal sealed record GoldenLine(string Text, double Width, double X, double BaselineFromBottom, double Extra);
