using System.CommandLine;
using System.Globalization;
using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Evaluation;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph tokens</c>: what images of given sizes cost a target.</summary>
internal static class TokensCommand
{
    private const int LargestSide = 1_000_000;

    public static Command Create(CliContext context)
    {
        var target = CommonOptions.Target();
        var json = CommonOptions.Json();
        var sizes = new Option<string>("--sizes") { Description = "Image sizes in pixels, WIDTHxHEIGHT, separated by commas.", Required = true };
        var command = new Command("tokens", "Count the vision tokens of images of given sizes.") { target, sizes, json };
        Examples.AddTo(command, ("glyph tokens --target glm-4.1v --sizes 595x842,1024x1024", "two sizes"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            var model = VisionTargets.Find(parsed.GetValue(target)!);
            var counted = Parse(parsed.GetValue(sizes)!).Select(size => (size, tokens: model.Count(size), seen: model.Resize(size))).ToList();
            if (parsed.GetValue(json))
            {
                context.WriteJson(counted.Select(c => new { c.size.Width, c.size.Height, Tokens = c.tokens.Features, TokensTotal = c.tokens.Total }));
                return Task.FromResult(ExitCodes.Done);
            }

            var table = new Table().AddColumns("size", "seen as", "tokens", "with markers");
            foreach (var (size, tokens, seen) in counted)
            {
                table.AddRow(size.ToString(), seen.ToString(), Text.Whole(tokens.Features), Text.Whole(tokens.Total));
            }

            context.Console().Write(table);
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
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
}
