using Glyph.Core.Trials;
using Glyph.Store;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

/// <summary>What is exported, and imported again, of searches that were made up: nothing is read.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private const string Space = """{"name":"small","parameters":{"font-size":{"type":"ordinal","values":[6,7,8,9]}}}""";

    private readonly TemporaryFolder _folder = new();

    public ExportCommandTests()
    {
        using var store = LiteDbSearchStore.Open(_folder.File("a.db"));
        foreach (var id in new[] { "one", "two" })
        {
            var search = SampleRecords.Search(id);
            store.Create(search with { Request = search.Request with { SpaceJson = Space } });
            foreach (var number in Enumerable.Range(1, 5))
            {
                store.Append(id, SampleRecords.Trial(number, number == 3 ? TrialStatus.Failed : TrialStatus.Complete));
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<CliRun> Run(string command, params string[] more) => CliRun.Of([command, "--db", _folder.File("a.db"), .. more]);

    [Fact]
    public async Task Chosen_formats_alone_are_written_without_a_reader()
    {
        var run = await Run("export", "--search", "one", "--format", "csv,front-png", "--format", "parquet", "--out", _folder.File("out"), "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        string[] expected = ["front.csv", "trials.csv", "trials.parquet", "front.png"];
        Assert.Equal(expected, run.Json.GetProperty("files").EnumerateArray().Select(f => f.GetString()), StringComparer.Ordinal);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.EnumerateFiles(_folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(6, File.ReadLines(_folder.File("out/trials.csv")).Count());
        Assert.False(run.Json.TryGetProperty("receipt", out _));
    }

    [Fact]
    public async Task Several_searches_have_a_folder_each()
    {
        var run = await Run("export", "--search", "one", "two", "--format", "csv", "--out", _folder.File("out"), "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["one", "two"], run.Json.EnumerateArray().Select(r => r.GetProperty("search").GetString()), StringComparer.Ordinal);
        Assert.True(File.Exists(_folder.File("out/two/trials.csv")));
    }

    [Fact]
    public async Task An_archive_needs_no_folder_and_is_a_search_in_another_database()
    {
        var export = await Run("export", "--search", "one", "--archive", _folder.File("one.glyph.gz"), "--json");
        Assert.True(export.ExitCode == 0, export.Error);
        Assert.Equal(_folder.File("one.glyph.gz"), export.Json.GetProperty("archive").GetString());

        var taken = await Run("import", _folder.File("one.glyph.gz"));
        Assert.Equal(2, taken.ExitCode);
        Assert.Contains("there is a search one already", taken.Error, StringComparison.Ordinal);

        var import = await CliRun.Of("import", _folder.File("one.glyph.gz"), "--as", "again", "--db", _folder.File("b.db"), "--json");
        Assert.True(import.ExitCode == 0, import.Error);
        Assert.Equal(5, import.Json[0].GetProperty("trials").GetInt32());
        var list = await CliRun.Of("list", "--db", _folder.File("b.db"), "--json");
        Assert.Equal("again", list.Json[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Every_problem_is_told_at_once_and_nothing_is_written()
    {
        var run = await Run("export", "--search", "one", "two", "--format", "parket", "--archive", _folder.File("x.gz"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'parket'", run.Error, StringComparison.Ordinal);
        Assert.Contains("--out is needed", run.Error, StringComparison.Ordinal);
        Assert.Contains("--archive holds one search", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("x.gz")));
    }

    [Fact]
    public async Task A_report_of_a_build_without_the_page_is_refused_before_a_folder_is_made()
    {
        var run = await Run("export", "--search", "one", "--format", "report", "--report-pages", "0", "--out", _folder.File("out"));
        Assert.True(run.ExitCode == 0 || run.Error.Contains("without the dashboard", StringComparison.Ordinal), run.Error);
        Assert.Equal(run.ExitCode == 0, Directory.Exists(_folder.File("out")));
    }
}
