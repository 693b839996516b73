using System.CommandLine;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Serving;
using Glyph.Daemon.Submitting;
using Glyph.Evaluation;
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
            ("glyph search --corpus books/ --server http://gpu-box:8370 --detach", "leave it to a daemon; 'glyph watch' follows it"),
            ("glyph search --llm-endpoint http://127.0.0.1:8000/v1 --llm-model my-model", $"a language model proposes too; its key, if it needs one, is read from {ProposerFactory.KeyVariable}"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            var json = parsed.GetValue(options.Json);
            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            using var daemon = options.Stores.OpenDaemon(parsed);
            if (daemon is not null)
            {
                return await SubmitAsync(new SearchRun(context, services, daemon, json), daemon, options, parsed, cancellationToken).ConfigureAwait(false);
            }

            if (options.IsDetached(parsed))
            {
                throw new InvalidInputException("--detach leaves a search to a daemon, and none runs here; start one with 'glyph serve', or name one with --server");
            }

            var (request, terms, notes) = services.GetRequiredService<SearchRequests>().Make(options.Read(parsed, isRemote: false));
            using var open = options.Stores.OpenFile(parsed);
            var run = new SearchRun(context, services, open, json);
            run.Note(notes);
            if (options.IsWarmStart(parsed))
            {
                var start = WarmStart.Choose(open.Store, request, VisionTargets.Open(request.TargetJson!).PixelGrid);
                request = request with { Earlier = start.Searches };
                run.Note(start.Notes);
            }

            var now = context.Time.GetUtcNow();
            var search = new Search { Id = SearchIds.New(now, request.Seed), Request = request, CreatedAt = now };
            open.Store.Create(search);
            open.Ledger.SetTerms(search.Id, terms);
            return await run.FollowAsync(search, cancellationToken).ConfigureAwait(false);
        }));
        return command;
    }

    /// <summary>Leaves a search to a daemon, and watches it unless it is to be left alone.</summary>
    private static async Task<int> SubmitAsync(SearchRun run, OpenStore daemon, SearchOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var submission = SearchSubmission.Of(options.Read(parsed, isRemote: true), options.IsWarmStart(parsed)) with { Priority = options.Priority(parsed) };
        var submitted = await daemon.Client!.SendAsync<Submitted>(HttpMethod.Post, "searches", submission, cancellationToken).ConfigureAwait(false);
        run.Note(submitted.Notes);
        return options.IsDetached(parsed)
            ? run.Submitted(submitted.Id)
            : await run.WatchAsync(daemon.Store.Require(submitted.Id), options.ExportFolder(parsed), cancellationToken).ConfigureAwait(false);
    }
}
