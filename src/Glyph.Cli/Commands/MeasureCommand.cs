using System.CommandLine;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Daemon.Composition;
using Glyph.Evaluation;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph measure</c>: what a text costs under a config, exactly, without drawing it.</summary>
internal static class MeasureCommand
{
    public static Command Create(CliContext context)
    {
        var config = CommonOptions.Config();
        var text = CommonOptions.Text();
        var target = CommonOptions.Target();
        var targetFile = CommonOptions.TargetFile();
        var tokenizer = CommonOptions.Tokenizer();
        var compat = CommonOptions.Compat();
        var json = CommonOptions.Json();
        var command = new Command("measure", "Give the exact pages, sizes, tokens and compression of a text under a config, without drawing a pixel.")
        {
            config, text, target, targetFile, tokenizer, compat, json,
        };
        Examples.AddTo(command, ("glyph measure --config best.json --text book.txt --target qwen3-vl", "what Qwen3-VL would be charged for the book"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            var renderConfig = ConfigFile.Read(parsed.GetValue(config)!);
            var file = parsed.GetValue(text)!.FullName;
            var content = TextFile.Read(file);
            if (string.IsNullOrWhiteSpace(content))
            {
                throw new InvalidInputException($"{file}: has no text; nothing to measure");
            }

            var model = CommonOptions.Targets(parsed, targetFile).Find(parsed.GetValue(target)!);
            var counter = TextTokenizers.Open(parsed.GetValue(tokenizer)!);
            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            var renderer = services.GetRequiredService<IPageRenderer>();
            var layouts = renderer.LayOut(content, renderConfig, parsed.GetValue(compat)).Select(p => (p.Size, p.MissingGlyphs, p.Fallbacks)).ToList();
            IReadOnlyList<PixelSize> sizes = [.. layouts.Select(p => p.Size)];
            var pages = layouts.Index().Select(p =>
            {
                var ((size, missing, uses), own) = (p.Item, model.CountAt(sizes, p.Index));
                return new MeasuredPage(size.Width, size.Height, own.Features, own.Total, missing, uses);
            }).ToList();
            var tokens = model.Count(sizes);
            var cost = new CostReport
            {
                Pages = pages.Count,
                TextTokens = counter.Count(content),
                VisionTokens = tokens,
                AllInclusiveTokens = tokens.Total + model.RequestOverhead,
                MissingGlyphs = pages.Sum(p => p.MissingGlyphs),
            };
            var fallbacks = FallbackUse.Sum(pages.Select(p => p.Fallbacks));
            if (parsed.GetValue(json))
            {
                context.WriteJson(new
                {
                    Target = model.Id,
                    Tokenizer = counter.Id,
                    Pages = pages,
                    cost.TextTokens,
                    VisionTokens = tokens.Features,
                    VisionTokensTotal = tokens.Total,
                    cost.AllInclusiveTokens,
                    cost.Compression,
                    cost.AllInclusiveCompression,
                    cost.MissingGlyphs,
                    Fallbacks = fallbacks,
                });
            }
            else
            {
                Show(context.Console(), pages, cost, model, counter);
                if (fallbacks.Count > 0)
                {
                    context.Output.WriteLine(Text.Fallbacks(fallbacks));
                }
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static void Show(IAnsiConsole console, List<MeasuredPage> pages, CostReport cost, IVisionTarget model, ITextTokenizer counter)
    {
        var sizes = new Table().AddColumns("pages", "size", "tokens a page");
        foreach (var group in pages.GroupBy(p => (p.Width, p.Height, p.Tokens)).OrderByDescending(g => g.Count()))
        {
            sizes.AddRow(Text.Whole(group.Count()), new PixelSize(group.Key.Width, group.Key.Height).ToString(), Text.Whole(group.Key.Tokens));
        }

        console.Write(sizes);
        console.MarkupLineInterpolated($"{Text.Whole(cost.TextTokens)} text tokens ({counter.Id}) / {Text.Whole(cost.VisionTokens.Features)} vision tokens ({model.Id})");
        console.MarkupLineInterpolated($"compression [bold]{Text.Times(cost.Compression)}[/] pure, {Text.Times(cost.AllInclusiveCompression)} all-inclusive (markers and request: {Text.Whole(cost.AllInclusiveTokens)} tokens)");
        if (cost.MissingGlyphs > 0)
        {
            console.MarkupLineInterpolated($"[yellow]no font has a glyph for {Text.Whole(cost.MissingGlyphs)} character(s)[/]");
        }
    }

    private sealed record MeasuredPage(int Width, int Height, long Tokens, long TokensTotal, int MissingGlyphs, IReadOnlyList<FallbackUse> Fallbacks);
}
