using System.CommandLine;
using Glyph.Assets;
using Glyph.Core.Rendering;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Exporting;
using Glyph.Evolution;
using Glyph.Reading;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph doctor</c>: whether all that a search needs is here and sound.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new Command("doctor", "Check fonts, models, devices and versions. Exits with 1 when a search could not run.") { json };
        Examples.AddTo(command, ("glyph doctor", "check this machine"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            IReadOnlyList<Check> checks =
            [
                Try("fonts", () => Fonts(services.GetRequiredService<IFontCatalog>())),
                Try("reader", () => Reader(services.GetRequiredService<RecogniserReader>())),
                Try("search spaces", () => string.Join(", ", ShippedFiles.SpaceNames().Select(name => ShippedFiles.OpenSpace(name).Name))),
                Try("engines", () => string.Join(", ", SearchEngines.Names.Where(name => SearchEngines.Problem(name) is null))
                    + (SearchEngines.HasGeneticSharp ? "" : $" ({SearchEngines.GeneticSharp}: build with -p:UseGeneticSharp=true)")),
                Try("models folder", () => ShippedAssets.ModelFolder),
                .. ComponentVersions.All().Select(v => new Check(v.Key, true, v.Value)),
            ];
            if (parsed.GetValue(json))
            {
                context.WriteJson(checks);
            }
            else
            {
                var table = new Table().Border(TableBorder.Rounded).AddColumns("check", "", "found");
                foreach (var check in checks)
                {
                    table.AddRow(Markup.Escape(check.Name), check.Ok ? "[green]ok[/]" : "[red]failed[/]", Markup.Escape(check.Found));
                }

                context.Console().Write(table);
            }

            return Task.FromResult(checks.All(c => c.Ok) ? ExitCodes.Done : ExitCodes.Failed);
        }));
        return command;
    }

    /// <summary>Looks at one thing. Whatever goes wrong, a missing native library too, is what the check is to find.</summary>
    internal static Check Try(string name, Func<string> look)
    {
        try
        {
            return new Check(name, true, look());
        }
        catch (Exception e)
        {
            return new Check(name, false, e.Message);
        }
    }

    private static string Fonts(IFontCatalog fonts)
    {
        var shipped = fonts.All.Where(f => f.Shipped).Select(f => f.Name).ToList();
        return $"{Text.Whole(shipped.Count)} shipped ({string.Join(", ", shipped)}), {Text.Whole(fonts.All.Count - shipped.Count)} of the system";
    }

    private static string Reader(RecogniserReader reader)
    {
        // A model is opened, and its file's hash checked, when its alphabet is asked for: the English one, then the Chinese one.
        var characters = reader.AlphabetFor("a").Count + reader.AlphabetFor("\u6C49").Count;
        var identity = reader.Identity;
        return $"{identity.Id} on {identity.Device}; {string.Join(", ", identity.Models.Select(m => $"{m.Key} sha256 {m.Value[..12]}..."))}; {Text.Whole(characters)} characters";
    }

    internal sealed record Check(string Name, bool Ok, string Found);
}
