using System.CommandLine;
using Glyph.Cli.Progress;
using Glyph.Core.Searching;
using Glyph.Daemon.Client;
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
        var searchId = CommonOptions.SearchId();
        var minAccuracy = new Option<double?>("--min-accuracy") { Description = "Export the highest compression at an accuracy of at least this, in (0, 1]." };
        var knee = new Option<bool>("--knee") { Description = "Export the knee of the front." };
        var trial = new Option<int?>("--trial") { Description = "Export this trial." };
        var need = new Option<string?>("--need") { Description = $"Export the config for a need: {string.Join(", ", Needs.Keys)}; 'glyph analyze' says which trial that is, and why." };
        need.AcceptOnlyFromAmong([.. Needs.Keys]);
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder to export into; made if it is not there.", Required = true };
        var json = CommonOptions.Json();
        var command = new Command("export",
            "Export a search: best.json in the Glyph authors' format, its font, the front, all trials, and a receipt with its accuracy on held-out text. "
            + "Without a choice, the best gain in compression among what reads no worse than the published config.")
        {
            searchId, minAccuracy, knee, need, trial, folder, json,
        };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command,
            ("glyph export --out results/best", "the recommended config of the newest search"),
            ("glyph export --min-accuracy 0.97 --out results/97", "the highest compression that still reads 97 % right"),
            ("glyph export --need ids-exact --out results/ids", "the config that is surest to keep identifiers"),
            ("glyph export --search 20261122 --trial 42 --out results/42", "one trial of a named search"));
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
            var search = open.Store.Require(parsed.GetValue(searchId));
            var result = open.Client is { } client
                ? await RemoteExport.LoadAsync(client, search.Id, choice, parsed.GetValue(folder)!.FullName, cancellationToken).ConfigureAwait(false)
                : await ExportAsync(context, open, search, rule, parsed.GetValue(folder)!.FullName, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                context.WriteJson(result);
            }
            else
            {
                ExportView.Show(context.Console(), result);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task<ExportResult> ExportAsync(CliContext context, OpenStore open, Search search, TrialChoice choice, string folder, CancellationToken cancellationToken)
    {
        using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
        using var session = services.GetRequiredService<SearchSessionFactory>().Open(search, open.Ledger);
        return await services.GetRequiredService<SearchExporter>().ExportAsync(open.Own!, search, session, choice, folder, cancellationToken).ConfigureAwait(false);
    }
}
