using System.CommandLine;
using System.Text.Json;

namespace Glyph.Benchmarks.Landscapes;

/// <summary><c>landscape</c>: records landscapes, and runs searches on them; for scripts.</summary>
internal static class LandscapeCommand
{
    /// <summary>Runs a command line without its first word.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var file = new Argument<FileInfo>("file") { Description = "A recorded landscape." };
        var corpus = new Option<string?>("--corpus") { Description = "One of its corpora. [default: the mean of all]" };
        var noise = new Option<string>("--noise") { Description = "recorded: readings are as noisy as those that were recorded; none: exact.", DefaultValueFactory = _ => "recorded" };
        noise.AcceptOnlyFromAmong("recorded", "none");
        var name = new Argument<string>("search") { Description = "glyph (all proposers together), glyph-surrogate, glyph-nsga2 or glyph-random." };
        var seed = new Option<long>("--seed") { Description = "The seed of the search.", DefaultValueFactory = _ => 1 };
        var evaluations = new Option<int>("--evaluations") { Description = "Its budget.", DefaultValueFactory = _ => 400 };
        var batch = new Option<int>("--batch") { Description = "Configs read in a generation.", DefaultValueFactory = _ => new Core.Searching.SearchRequest { Seed = 1, SpaceJson = "", Corpus = new("", [], []), Target = "", Tokenizer = "", Budget = new() }.BatchSize };
        Landscape Open(ParseResult parsed) => Landscape.Open(parsed.GetValue(file)!.FullName, parsed.GetValue(corpus));
        bool IsNoisy(ParseResult parsed) => string.Equals(parsed.GetValue(noise), "recorded", StringComparison.Ordinal);

        var check = new Command("check", "How well the interpolation fits.") { file, corpus };
        check.SetAction(parsed => Tell(new { Open(parsed).Fit.Accuracy, Open(parsed).Fit.Compression }));
        var sights = new Command("sights", "What is seen of every recorded config, and how it was read: a line of JSON each.") { file };
        sights.SetAction(parsed => LandscapeSights.Write(parsed.GetValue(file)!.FullName, Console.Out));
        var best = new Command("best", "The best front that is known.") { file, corpus };
        best.SetAction(parsed => Tell(new { Front = LandscapeRuns.Best(Open(parsed)) }));
        var run = new Command("run", "Runs a search of Glyph's own.") { file, name, corpus, noise, seed, evaluations, batch };
        run.SetAction(async (parsed, token) => Tell(await LandscapeRuns.SearchAsync(Open(parsed), parsed.GetValue(name)!, parsed.GetValue(seed), parsed.GetValue(evaluations), parsed.GetValue(batch), IsNoisy(parsed), token)));
        var serve = new Command("serve", "Answers genomes, a line of JSON each.") { file, corpus, noise };
        serve.SetAction(parsed => LandscapeRuns.Serve(Open(parsed), IsNoisy(parsed), Console.In, Console.Out));
        var record = new Command("record", "Records a landscape.") { TreatUnmatchedTokensAsErrors = false };
        record.SetAction((parsed, token) => LandscapeRecorder.RecordAsync(LandscapeOptions.Parse([.. parsed.UnmatchedTokens]), token));
        return new RootCommand("Landscapes for comparing optimizers.") { record, check, sights, best, run, serve }.Parse(args).InvokeAsync();
    }

    private static int Tell(object value)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(value, new JsonSerializerOptions(JsonSerializerDefaults.Web)));
        return 0;
    }
}
