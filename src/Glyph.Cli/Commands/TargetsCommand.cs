using System.CommandLine;
using Glyph.Core.Costs;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph targets</c>: the models whose cost Glyph knows.</summary>
internal static class TargetsCommand
{
    /// <summary>The sides of an A4 page at 72 dpi, in pixels, as an example of the cost.</summary>
    private const int ExampleWidth = 595;

    private const int ExampleHeight = 842;

    public static Command Create(CliContext context)
    {
        var target = new Option<string?>("--target") { Description = "Show one target in detail: its rule, constants and their sources." };
        var file = CommonOptions.TargetFile();
        var json = CommonOptions.Json();
        var command = new Command("targets", "List the target models whose token formula is known, with their constants and sources.") { target, file, json };
        Examples.AddTo(
            command,
            ("glyph targets", "list all"),
            ("glyph targets --target qwen3-vl", "one in detail: every constant, where it is from and how well it is known"),
            ("glyph targets --target-file my-targets.json", "with your own"),
            ("glyph targets --json", "all, in detail, for programs"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            var all = CommonOptions.Targets(parsed, file);
            var one = parsed.GetValue(target) is { } id ? all.Find(id) : null;
            if (parsed.GetValue(json))
            {
                context.WriteJson((one is null ? all.All : [one]).Select(Record));
            }
            else if (one is null)
            {
                ShowAll(context.Console(), all.All);
            }
            else
            {
                ShowOne(context.Console(), one);
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static object Record(IVisionTarget t) =>
        new { t.Id, t.Aliases, t.Title, t.Rule, t.Status, t.Tokenizer, t.PixelGrid, t.RequestOverhead, t.Constants, t.Notes };

    private static void ShowAll(IAnsiConsole console, IReadOnlyList<IVisionTarget> targets)
    {
        var table = new Table().AddColumns("id", "models", "rule", "cell px", $"tokens of {ExampleWidth}x{ExampleHeight}", "status", "tokenizer");
        foreach (var target in targets)
        {
            var tokens = target.Count(new Core.Rendering.PixelSize(ExampleWidth, ExampleHeight));
            table.AddRow(
                Markup.Escape(target.Id),
                Markup.Escape(target.Title),
                Markup.Escape(target.Rule),
                Text.Whole(target.PixelGrid),
                Text.Whole(tokens.Features),
                Markup.Escape(target.Status),
                Markup.Escape(target.Tokenizer ?? "unknown"));
        }

        console.Write(table);
        console.MarkupLine("status: the least known of a target's rule and constants. 'glyph targets --target ID' shows each with its limits and source.");
    }

    private static void ShowOne(IAnsiConsole console, IVisionTarget target)
    {
        console.MarkupLineInterpolated($"[bold]{target.Id}[/]: {target.Title}");
        if (target.Aliases.Count > 0)
        {
            console.MarkupLineInterpolated($"also: {string.Join(", ", target.Aliases)}");
        }

        console.MarkupLineInterpolated($"tokenizer: {target.Tokenizer ?? "unknown"}");
        console.MarkupLineInterpolated($"cell: {Text.Whole(target.PixelGrid)} px; request overhead: {Text.Whole(target.RequestOverhead)} tokens; status: {target.Status}");
        var table = new Table().AddColumns("constant", "value, source, status");
        foreach (var (name, value) in target.Constants)
        {
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
        }

        console.Write(table);
        foreach (var note in target.Notes)
        {
            console.MarkupLineInterpolated($"- {note}");
        }
    }
}
