using System.CommandLine;
using Glyph.Evaluation;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph targets</c>: the models whose cost Glyph knows.</summary>
internal static class TargetsCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new Command("targets", "List the target models whose token formula is known, with their constants and sources.") { json };
        Examples.AddTo(command, ("glyph targets", "list all"), ("glyph targets --json", "the same for programs"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            var targets = VisionTargets.All;
            if (parsed.GetValue(json))
            {
                context.WriteJson(targets.Select(t => new { t.Id, t.Title, t.PixelGrid, t.RequestOverhead, t.Constants }));
                return Task.FromResult(ExitCodes.Done);
            }

            var table = new Table().AddColumns("id", "models", "grid px", "request overhead", "constants");
            foreach (var target in targets)
            {
                table.AddRow(
                    Markup.Escape(target.Id),
                    Markup.Escape(target.Title),
                    Text.Whole(target.PixelGrid),
                    Text.Whole(target.RequestOverhead),
                    Markup.Escape(string.Join("\n", target.Constants.Select(c => $"{c.Key}: {c.Value}"))));
            }

            context.Console().Write(table);
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }
}
