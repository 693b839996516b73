using System.Buffers.Binary;
using System.Text.Json;
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

    [Fact]
    public async Task Only_pages_of_an_earlier_run_are_removed()
    {
        var config = _folder.Write("config.json", Config);
        var text = _folder.Write("text.txt", "one line");
        string[] stale = ["page_0001.png", "page_007.webp", "page_999.jpg", "page_12345.pgm", "page_001.ppm", "page_003.png.partial", "pages.jsonl", "pages.jsonl.partial"];
        string[] kept = ["page_1.png", "page_one.png", "page_001.txt", "page_001.png.txt", "my_page_001.png", "notes.txt"];
        Directory.CreateDirectory(_folder.File("pages"));
        foreach (var name in stale.Concat(kept))
        {
            _folder.Write($"pages/{name}", "");
        }

        await CliRun.Of("render", "--config", config, "--text", text, "--out", _folder.File("pages"));

        Assert.Equal(kept.Append("page_001.png").Order(StringComparer.Ordinal), FileNames("pages"), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(999, 3)]
    [InlineData(1000, 4)]
    [InlineData(1203, 4)]
    public async Task Names_sort_in_the_order_of_the_pages(int pages, int digits)
    {
        // A page holds 16 lines.
        var config = _folder.Write("config.json", Config);
        var text = _folder.Write("text.txt", string.Join('\n', Enumerable.Range(1, pages * 16)));

        var run = await CliRun.Of("render", "--config", config, "--text", text, "--out", _folder.File("pages"), "--format", "raw", "--json");

        var expected = Enumerable.Range(1, pages).Select(i => $"page_{i.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(digits, '0')}.pgm").ToList();
        Assert.Equal(expected, FileNames("pages"), StringComparer.Ordinal);
        Assert.Equal(expected, run.Json.EnumerateArray().Select(page => page.GetProperty("file").GetString()), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("jpeg")]
    [InlineData("raw")]
    public async Task Files_do_not_depend_on_the_number_of_threads(string format)
    {
        var config = _folder.Write("config.json", Config.Replace("\"dpi\": 72,", "\"dpi\": 72, \"newline-markup\": \"<font color=\\\"#FF0000\\\"> n </font>\",", StringComparison.Ordinal));
        var text = _folder.Write("text.txt", string.Join('\n', Enumerable.Range(1, 3000)));
        foreach (var threads in (string[])["1", "2", "5"])
        {
            var run = await CliRun.Of("render", "--config", config, "--text", text, "--out", _folder.File(threads), "--format", format, "--threads", threads, "--boxes");
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
        }

        Assert.True(FileNames("1").Count > 10);
        foreach (var name in FileNames("1"))
        {
            var one = File.ReadAllBytes(_folder.File($"1/{name}"));
            Assert.Equal(one, File.ReadAllBytes(_folder.File($"2/{name}")));
            Assert.Equal(one, File.ReadAllBytes(_folder.File($"5/{name}")));
        }
    }

    [Fact]
    public async Task Records_tell_where_every_line_stands_and_what_it_shows()
    {
        var config = _folder.Write("config.json", Config);
        var source = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"Line {i} of a short text."));
        var text = _folder.Write("text.txt", source);

        await CliRun.Of("render", "--config", config, "--text", text, "--out", _folder.File("pages"), "--boxes");

        var records = File.ReadAllLines(_folder.File("pages/pages.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["page_001.png", "page_002.png", "page_003.png"], records.Select(page => page.GetProperty("file").GetString()), StringComparer.Ordinal);
        var lines = records.SelectMany(page => page.GetProperty("boxes").EnumerateArray()).ToList();
        Assert.Equal(source.Split('\n'), lines.Select(line => line.GetProperty("text").GetString()), StringComparer.Ordinal);
        Assert.All(lines, line =>
        {
            var box = line.GetProperty("box").EnumerateArray().Select(edge => edge.GetSingle()).ToList();
            Assert.True(box[0] < box[2] && box[1] < box[3] && box[2] <= 300 && box[3] <= 200);
            Assert.Equal(line.GetProperty("text").GetString(), source.Substring(line.GetProperty("start").GetInt32(), line.GetProperty("length").GetInt32()));
        });
        var span = records[1].GetProperty("source");
        Assert.Equal("Line 17 of", source.Substring(span.GetProperty("start").GetInt32(), 10));
    }

    [Theory]
    [InlineData("--format", "gif", "gif")]
    [InlineData("--threads", "0", "from 1 to")]
    [InlineData("--quality", "101", "from 1 to 100")]
    [InlineData("--quality", "50", "--format jpeg")]
    public async Task A_bad_option_is_one_clear_message(string option, string value, string expected)
    {
        var run = await CliRun.Of("render", "--config", "c.json", "--text", "t.txt", "--out", _folder.File("pages"), option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("pages")));
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

    private List<string> FileNames(string folder) =>
        [.. Directory.EnumerateFiles(_folder.File(folder)).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];
}
