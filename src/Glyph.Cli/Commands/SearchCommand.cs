using System.CommandLine;
using Glyph.Daemon.Composition;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Evaluation;
using Glyph.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph search</c>: starts a search and follows it to its end.</summary>
internal static class SearchCommand
{
    public static Command Create(CliContext context)
    {
        var options = new SearchOptions();
        var command = new Command("search", "Search render configs for a text: the front of accuracy against compression, and the best config.");
        options.AddTo(command);
        Examples.AddTo(command,
            ("glyph search", "50 evaluations of the compact space over the shipped sample texts"),
            ("glyph search --corpus books/ --evaluations 150 --seed 7 --out results/books", "your own texts, exported when it ends"),
            ("glyph search --target qwen3-vl --space glyph-paper --time-limit 01:00:00", "another target and space, for an hour"),
            ("glyph search --corpus letters/ --warm-start", "other texts than before: begins from what earlier searches of the database read"),
            ("glyph search --reader-endpoint http://127.0.0.1:8000/v1 --reader-model zai-org/Glyph --corpus tasks.jsonl --max-requests 5000", $"let a served model read and answer; its key, if it needs one, is read from {ReaderFactory.KeyVariable}"),
            ("glyph search --llm-endpoint http://127.0.0.1:8000/v1 --llm-model my-model", $"a language model proposes too; its key, if it needs one, is read from {ProposerFactory.KeyVariable}"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            var json = parsed.GetValue(options.Json);
            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            var (request, terms, notes) = services.GetRequiredService<SearchRequests>().Make(options.Read(parsed));
            var console = context.Console(json);
            foreach (var note in notes)
            {
                console.Profile.Out.Writer.WriteLine($"note: {note}");
            }

            using var store = LiteDbSearchStore.Open(parsed.GetValue(options.Database)!.FullName);
            if (options.IsWarmStart(parsed))
            {
                var start = WarmStart.Choose(store, request, VisionTargets.Open(request.TargetJson!).PixelGrid);
                request = request with { Earlier = start.Searches };
                foreach (var note in start.Notes)
                {
                    console.Profile.Out.Writer.WriteLine($"note: {note}");
                }
            }

            var search = new Search { Id = NewId(context.Time.GetUtcNow(), request.Seed), Request = request, CreatedAt = context.Time.GetUtcNow() };
            store.Create(search);
            store.SetTerms(search.Id, terms);
            return await SearchRun.FollowAsync(context, services, store, search, json, cancellationToken).ConfigureAwait(false);
        }));
        return command;
    }

    /// <summary>The time to the second and four digits that tell apart searches begun in the same second.</summary>
    private static string NewId(DateTimeOffset now, long seed)
    {
        var suffix = new RandomStream(seed, FormattableString.Invariant($"id/{now.Ticks}/{Environment.ProcessId}")).Next(0x10000);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}-{suffix:x4}");
    }
}
