using System.Text.Json;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

/// <summary>A small search from end to end: real texts, real pages, the real reading model, a real database.</summary>
public sealed class SearchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string[] Search(string database, params string[] more) =>
        ["search", "--evaluations", "8", "--batch", "4", "--samples", "4", "--db", _folder.File(database), .. more];

    [Fact]
    public async Task A_search_ends_with_a_front_and_an_export_that_the_authors_can_load()
    {
        var run = await CliRun.Of(Search("a.db", "--out", _folder.File("out"), "--json"));

        Assert.True(run.ExitCode == 0, run.Error);
        var front = run.Json.GetProperty("front");
        Assert.True(front.GetArrayLength() > 0);
        Assert.Equal("finished", run.Json.GetProperty("state").GetString());

        var best = JsonDocument.Parse(File.ReadAllText(_folder.File("out/best.json"))).RootElement;
        Assert.Equal(Core.Configs.RenderConfigKeys.Stated(Core.Configs.RenderConfig.Published()), best.EnumerateObject().Select(p => p.Name), StringComparer.Ordinal);
        var font = best.GetProperty("font-path").GetString()!;
        Assert.True(File.Exists(font));
        Assert.Equal(_folder.File("out"), Path.GetDirectoryName(font));

        var receipt = JsonDocument.Parse(File.ReadAllText(_folder.File("out/receipt.json"))).RootElement;
        Assert.InRange(receipt.GetProperty("onHeldOutText").GetProperty("accuracy").GetProperty("mean").GetDouble(), 0, 1);
        Assert.Equal(64, receipt.GetProperty("font").GetProperty("sha256").GetString()!.Length);
        Assert.NotEqual(
            receipt.GetProperty("onHeldOutText").GetProperty("textTokens").GetInt64(),
            receipt.GetProperty("onSearchText").GetProperty("textTokens").GetInt64());

        var trials = JsonDocument.Parse(File.ReadAllText(_folder.File("out/front.json"))).RootElement.GetProperty("trials");
        Assert.Equal(front.GetArrayLength(), trials.GetArrayLength());
        Assert.True(File.ReadLines(_folder.File("out/trials.csv")).Count() >= 9);

        // The exported config renders with Glyph too.
        var text = _folder.Write("text.txt", "A text that the search never saw.");
        var rendered = await CliRun.Of("render", "--config", _folder.File("out/best.json"), "--text", text, "--out", _folder.File("pages"));
        Assert.True(rendered.ExitCode == 0, rendered.Error);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_search()
    {
        var first = await CliRun.Of(Search("a.db", "--json", "--seed", "5"));
        var second = await CliRun.Of(Search("b.db", "--json", "--seed", "5"));

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(Essence(first), Essence(second), StringComparer.Ordinal);

        static IEnumerable<string> Essence(CliRun run) => run.Json.GetProperty("front").EnumerateArray().Select(t =>
            $"{t.GetProperty("trial")} {t.GetProperty("configHash")} {t.GetProperty("accuracy").GetProperty("mean")} {t.GetProperty("compression")}");
    }

    [Fact]
    public async Task List_front_and_export_find_the_search()
    {
        var search = await CliRun.Of(Search("a.db", "--json"));
        Assert.True(search.ExitCode == 0, search.Error);
        var id = search.Json.GetProperty("search").GetString()!;

        var list = await CliRun.Of("list", "--db", _folder.File("a.db"), "--json");
        var front = await CliRun.Of("front", "--db", _folder.File("a.db"), "--search", id[..10], "--json");
        var export = await CliRun.Of("export", "--db", _folder.File("a.db"), "--knee", "--out", _folder.File("knee"));

        Assert.Equal(id, list.Json[0].GetProperty("id").GetString());
        Assert.Equal(search.Json.GetProperty("front").GetArrayLength(), front.Json.GetProperty("trials").GetArrayLength());
        Assert.True(export.ExitCode == 0, export.Error);
        Assert.True(File.Exists(_folder.File("knee/best.json")));
    }

    [Fact]
    public async Task An_unreachable_accuracy_is_refused_with_the_best_there_is()
    {
        var search = await CliRun.Of(Search("a.db", "--json"));
        Assert.True(search.ExitCode == 0, search.Error);

        var export = await CliRun.Of("export", "--db", _folder.File("a.db"), "--min-accuracy", "1", "--trial", "1", "--out", _folder.File("x"));

        Assert.Equal(2, export.ExitCode);
        Assert.Contains("--min-accuracy", export.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--priority is for a daemon's queue", "--priority", "3")]
    [InlineData("--device needs --reader-folder", "--device", "cpu")]
    [InlineData("--reader-variant needs --reader-folder", "--reader-variant", "fp16", "--reader-endpoint", "http://127.0.0.1:1/v1", "--reader-model", "m")]
    [InlineData("--reader-timeout needs --reader-endpoint", "--reader-timeout", "5m")]
    [InlineData("--reader-patience needs --reader-endpoint", "--reader-patience", "5m", "--reader-folder", "/no/such/folder")]
    [InlineData("--pages-per-request needs --reader-endpoint or --reader-folder", "--pages-per-request", "2")]
    public async Task What_nobody_would_heed_is_refused(string problem, params string[] more)
    {
        var run = await CliRun.Of(Search("a.db", more));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("a.db")));
    }

    [Fact]
    public async Task A_missing_database_is_named()
    {
        var run = await CliRun.Of("front", "--db", _folder.File("none.db"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("none.db", run.Error, StringComparison.Ordinal);
    }
}
