using System.Buffers.Binary;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

public sealed class RenderCommandTests : IDisposable
{
    private const string Config = """
        { "page-size": "300,200", "dpi": 72, "margin-x": 10, "margin-y": 10, "font-path": "DejaVu Sans", "font-size": 9,
          "line-height": 10, "alignment": "LEFT", "auto-crop-last-page": true }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pages_are_PNG_files_of_the_size_that_measure_predicts()
    {
        var config = _folder.Write("config.json", Config);
        var text = _folder.Write("text.txt", string.Join('\n', Enumerable.Range(1, 40).Select(i => $"Line {i} of a short text.")));

        var rendered = await CliRun.Of("render", "--config", config, "--text", text, "--out", _folder.File("pages"), "--json");
        var measured = await CliRun.Of("measure", "--config", config, "--text", text, "--json");

        Assert.Equal(0, rendered.ExitCode);
        Assert.Equal(0, measured.ExitCode);
        var pages = measured.Json.GetProperty("pages");
        Assert.True(pages.GetArrayLength() > 1);
        Assert.Equal(rendered.Json.GetArrayLength(), pages.GetArrayLength());
        for (var i = 0; i < pages.GetArrayLength(); i++)
        {
            var png = File.ReadAllBytes(_folder.File($"pages/page_{i + 1:000}.png"));
            Assert.Equal(pages[i].GetProperty("width").GetInt32(), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
            Assert.Equal(pages[i].GetProperty("height").GetInt32(), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        }
    }

    [Fact]
    public async Task As_glyph_a_crop_takes_points_for_pixels()
    {
        var config = _folder.Write("config.json", Config.Replace("\"dpi\": 72", "\"dpi\": 144", StringComparison.Ordinal));
        var text = _folder.Write("text.txt", "one line");

        async Task<int> Height(string compat)
        {
            var rendered = await CliRun.Of("render", "--config", config, "--text", text, "--out", _folder.File(compat), "--compat", compat, "--json");
            var measured = await CliRun.Of("measure", "--config", config, "--text", text, "--compat", compat, "--json");
            var height = rendered.Json[0].GetProperty("height").GetInt32();
            Assert.Equal(height, measured.Json.GetProperty("pages")[0].GetProperty("height").GetInt32());
            return height;
        }

        // The margin of 10 pt is 20 px at 144 DPI.
        Assert.Equal(await Height("none") - 10, await Height("glyph"));
        Assert.Equal(2, (await CliRun.Of("measure", "--config", config, "--text", text, "--compat", "poppler")).ExitCode);
    }

    [Fact]
    public async Task Pages_of_an_earlier_longer_text_do_not_stay()
    {
        var config = _folder.Write("config.json", Config);
        var longText = _folder.Write("long.txt", string.Join('\n', Enumerable.Range(1, 60)));
        var shortText = _folder.Write("short.txt", "one line");

        await CliRun.Of("render", "--config", config, "--text", longText, "--out", _folder.File("pages"));
        Assert.True(File.Exists(_folder.File("pages/page_002.png")));
        await CliRun.Of("render", "--config", config, "--text", shortText, "--out", _folder.File("pages"));

        Assert.Equal((string[])["page_001.png"], Directory.EnumerateFiles(_folder.File("pages")).Select(p => Path.GetFileName(p)!), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("""{ "font-path": "DejaVu Snas" }""", "DejaVu Sans")]
    [InlineData("""{ "font-sise": 9 }""", "font-size")]
    [InlineData("""{ "page-size": "40,40", "margin-x": 30 }""", "no room for text")]
    [InlineData("""{ "dpi": 72 """, "not JSON")]
    public async Task A_bad_config_is_one_clear_message(string json, string expected)
    {
        var config = _folder.Write("config.json", json);
        var text = _folder.Write("text.txt", "text");

        var run = await CliRun.Of("render", "--config", config, "--text", text, "--out", _folder.File("pages"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("pages")) && Directory.EnumerateFileSystemEntries(_folder.File("pages")).Any());
    }

    [Theory]
    [InlineData("missing.txt", null, "no such file")]
    [InlineData("empty.txt", "", "no text")]
    [InlineData("spaces.txt", " \n\t\n", "no text")]
    public async Task A_text_without_content_is_bad_input(string name, string? content, string expected)
    {
        var config = _folder.Write("config.json", Config);
        var text = content is null ? _folder.File(name) : _folder.Write(name, content);

        var run = await CliRun.Of("measure", "--config", config, "--text", text);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
