using System.CommandLine;
using Glyph.Cli.Progress;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Exporting;
using Glyph.Evolution.Confirming;
using Microsoft.Extensions.DependencyInjection;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph export</c>: the chosen config, the front, all trials, and the receipt, as files.</summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, Need> Needs = Enum.GetValues<Need>().ToDictionary(need => Text.Words(need), StringComparer.Ordinal);

    public static Command Create(CliContext context)
    {
        var minAccuracy = new Option<double?>("--min-accuracy") { Description = "Export the highest compression at an accuracy of at least this, in (0, 1]." };
        var knee = new Option<bool>("--knee") { Description = "Export the knee of the front." };
        var trial = new Option<int?>("--trial") { Description = "Export this trial." };
        var need = new Option<string?>("--need") { Description = $"Export the config for a need: {string.Join(", ", Needs.Keys)}; 'glyph analyze' says which trial that is, and why." };
        need.AcceptOnlyFromAmong([.. Needs.Keys]);
        var json = CommonOptions.Json();
        var command = new Command("export",
            "Export a search: best.json in the Glyph authors' format with its font, the same for VTCBench, programs that render with it, the front as table and picture, all trials, "
            + "and a receipt with its accuracy on held-out text; on demand the whole search as a page to read (--report) or to import (--archive). "
            + "Without a choice, the best gain in compression among what reads no worse than the published config.")
        {
            minAccuracy, knee, need, trial, json,
        };
        var options = new ExportOptions().AddTo(command);
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command,
            ("glyph export --out results/best", "the recommended config of the newest search"),
            ("glyph export --min-accuracy 0.97 --out results/97", "the highest compression that still reads 97 % right"),
            ("glyph export --need ids-exact --out results/ids", "the config that is surest to keep identifiers"),
            ("glyph export --search 20261122 --trial 42 --out results/42", "one trial of a named search"),
            ("glyph export --report --out results/best", "the same with report.html, to read and to share"),
            ("glyph export --format parquet,front-image --out paper", "all trials and the picture of the front alone; nothing is read"),
            ("glyph export --archive book.glyph.gz", "the whole search, for 'glyph import' on another machine"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            var choice = new ExportChoice
            {
                MinAccuracy = parsed.GetValue(minAccuracy),
                Knee = parsed.GetValue(knee),
                Need = parsed.GetValue(need) is { } named ? Needs[named] : null,
                Trial = parsed.GetValue(trial),
            };
            var rule = choice.Rule();
            using var open = stores.OpenExisting(parsed);
            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            var results = open.Client is { } client
                ? await options.LoadAsync(parsed, choice, open.Store, client, cancellationToken).ConfigureAwait(false)
                : await options.ExportAsync(
                    parsed, rule, open.Store, open.Ledger, services.GetRequiredService<SearchExporter>(), services.GetRequiredService<SearchSessionFactory>(), cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                // One search is written as it always was; several as a list.
                context.WriteJson<object>(results is [var only] ? only : results);
            }
            else
            {
                foreach (var result in results)
                {
                    ExportView.Show(context.Console(), result);
                }
            }

            return ExitCodes.Done;
        }));
        return command;
    }
}
