using System.CommandLine;
using System.Globalization;
using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph tokens</c>: what images of given sizes cost a target.</summary>
internal static class TokensCommand
{
    private const int LargestSide = 1_000_000;

    public static Command Create(CliContext context)
    {
        var target = CommonOptions.Target();
        var file = CommonOptions.TargetFile();
        var json = CommonOptions.Json();
        var sizes = new Option<string>("--sizes") { Description = "Image sizes in pixels, WIDTHxHEIGHT, separated by commas.", Required = true };
        var together = new Option<bool>("--together") { Description = "The images are of one request: some families count an image otherwise when it is not alone. Adds the sum and the request's overhead." };
        var command = new Command("tokens", "Count the vision tokens of images of given sizes.") { target, file, sizes, together, json };
        Examples.AddTo(
            command,
            ("glyph tokens --target glm-4.1v --sizes 595x842,1024x1024", "two sizes, each alone in its request"),
            ("glyph tokens --target llava-onevision --sizes 595x842,595x842 --together", "two pages in one request"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            var model = CommonOptions.Targets(parsed, file).Find(parsed.GetValue(target)!);
            var images = Parse(parsed.GetValue(sizes)!);
            var report = parsed.GetValue(together) ? Together(model, images) : Alone(model, images);
            if (parsed.GetValue(json))
            {
                Write(context, model, report);
            }
            else
            {
                Show(context.Console(), model, report);
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Report Alone(IVisionTarget model, List<PixelSize> images) =>
        new([.. images.Select(size => new Row(size, model.Resize(size), model.Count(size)))], Sum: null);

    private static Report Together(IVisionTarget model, List<PixelSize> images) =>
        new([.. images.Select((size, i) => new Row(size, model.Resize(size, images.Count), model.CountAt(images, i)))], model.Count(images));

    private static void Write(CliContext context, IVisionTarget model, Report report)
    {
        var images = report.Rows.Select(row => new { row.Size.Width, row.Size.Height, Tokens = row.Tokens.Features, TokensTotal = row.Tokens.Total });
        if (report.Sum is not { } sum)
        {
            context.WriteJson(images);
            return;
        }

        context.WriteJson(new
        {
            Target = model.Id,
            model.Status,
            Images = images,
            Tokens = sum.Features,
            TokensTotal = sum.Total,
            model.RequestOverhead,
            RequestTotal = sum.Total + model.RequestOverhead,
        });
    }

    private static void Show(IAnsiConsole console, IVisionTarget model, Report report)
    {
        var table = new Table().AddColumns("size", "seen as", "tokens", "with markers");
        foreach (var (size, seen, tokens) in report.Rows)
        {
            table.AddRow(size.ToString(), seen.ToString(), Text.Whole(tokens.Features), Text.Whole(tokens.Total));
        }

        if (report.Sum is { } sum)
        {
            table.AddRow("together", "", Text.Whole(sum.Features), Text.Whole(sum.Total));
            table.AddRow("with the request's own", "", "", Text.Whole(sum.Total + model.RequestOverhead));
        }

        console.Write(table);
        if (model.Status is "approximate" or "unverified")
        {
            console.MarkupLineInterpolated($"[yellow]{model.Id} is {model.Status}: 'glyph targets --target {model.Id}' says what is not known for sure[/]");
        }
    }

    /// <summary>Reads <c>595x842,1024x1024</c>.</summary>
    private static List<PixelSize> Parse(string list)
    {
        var sizes = new List<PixelSize>();
        var problems = new List<string>();
        foreach (var part in list.Split(','))
        {
            var sides = part.Trim().Split('x', 'X');
            if (sides.Length == 2
                && int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
                && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
                && width is > 0 and <= LargestSide && height is > 0 and <= LargestSide)
            {
                sizes.Add(new PixelSize(width, height));
            }
            else
            {
                problems.Add($"--sizes: '{part.Trim()}' is not WIDTHxHEIGHT in pixels, such as 595x842");
            }
        }

        return problems.Count == 0 ? sizes : throw new InvalidInputException(problems);
    }

    private sealed record Row(PixelSize Size, PixelSize Seen, VisionTokens Tokens);

    private sealed record Report(IReadOnlyList<Row> Rows, VisionTokens? Sum);
}
