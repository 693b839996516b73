using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

public sealed class CorpusCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Builds_a_file_and_shows_it()
    {
        var (texts, corpus) = Texts();

        var build = await CliRun.Of("corpus", "build", "--from", texts, "--out", corpus, "--length", "2000", "--needles", "uuids", "--keys", "3", "--tasks", "needle,transcribe", "--limit", "6");
        var json = await CliRun.Of("corpus", "show", corpus, "--json");
        var shown = await CliRun.Of("corpus", "show", corpus);

        Assert.Equal("", build.Error);
        Assert.Equal((0, 0, 0), (build.ExitCode, json.ExitCode, shown.ExitCode));
        Assert.Contains("3 items to search with, 3 held out, 12 tasks", build.Output, StringComparison.Ordinal);
        Assert.Equal("uuids, 3 keys, 1 queries, 1 values, depths 0 25 50 75 100", json.Json.GetProperty("header").GetProperty("built").GetProperty("needles").GetString());
        Assert.Equal(3, json.Json.GetProperty("parts")[0].GetProperty("tasks").GetProperty("needle").GetInt32());
        Assert.Contains("What is the special magic UUID for", shown.Output, StringComparison.Ordinal);
        Assert.Equal([corpus], Directory.GetFiles(_folder.Path)); // nothing left beside it
    }

    [Fact]
    public async Task Wrong_options_are_all_named_and_nothing_is_written()
    {
        var (texts, corpus) = Texts();

        var words = await CliRun.Of("corpus", "build", "--from", texts, "--out", corpus, "--tasks", "needles", "--depths", "0,half");
        var ranges = await CliRun.Of("corpus", "build", "--from", texts, "--out", corpus, "--length", "1", "--held-out", "2");

        Assert.Equal((2, 2), (words.ExitCode, ranges.ExitCode));
        Assert.Contains("there is no task 'needles'; nearest: 'needle'", words.Error, StringComparison.Ordinal);
        Assert.Contains("'half' is no number", words.Error, StringComparison.Ordinal);
        Assert.Contains("The length is 1", ranges.Error, StringComparison.Ordinal);
        Assert.Contains("The held-out share is 2", ranges.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(corpus));
    }

    [Fact]
    public async Task A_changed_file_is_bad_input()
    {
        var (texts, corpus) = Texts();
        await CliRun.Of("corpus", "build", "--from", texts, "--out", corpus);
        await File.AppendAllTextAsync(corpus, "\n", TestContext.Current.CancellationToken);

        var run = await CliRun.Of("corpus", "show", corpus);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("sha256", run.Error, StringComparison.Ordinal);
    }

    private (string Texts, string Corpus) Texts()
    {
        var texts = Directory.CreateDirectory(Path.Combine(_folder.Path, "texts")).FullName;
        foreach (var name in new[] { "one", "two", "three", "four" })
        {
            File.WriteAllLines(Path.Combine(texts, $"{name}.txt"), Enumerable.Range(0, 100).Select(i => $"Of {name}, the ferry {i} left at dawn. Nobody saw it leave."));
        }

        return (texts, Path.Combine(_folder.Path, "corpus.jsonl"));
    }
}
