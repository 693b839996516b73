using System.CommandLine;
using Glyph.Cli.Pages;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Daemon.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph render</c>: text to page images.</summary>
internal static class RenderCommand
{
    private const int MaximumThreads = 1024;

    public static Command Create(CliContext context)
    {
        var config = CommonOptions.Config();
        var text = CommonOptions.Text();
        var compat = CommonOptions.Compat();
        var json = CommonOptions.Json();
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "The folder for page_001.png and so on; made if it is not there. Pages of an earlier run there are removed.",
            Required = true,
        };
        var format = new Option<string>("--format")
        {
            Description = "png, webp (lossless), jpeg (lossy), or raw (binary netpbm: .pgm where all colours are grey, else .ppm).",
            DefaultValueFactory = _ => "png",
        };
        format.AcceptOnlyFromAmong("png", "webp", "jpeg", "raw");
        var quality = new Option<int>("--quality") { Description = "The quality of JPEG pages, 1 to 100.", DefaultValueFactory = _ => ImageEncoding.DefaultQuality };
        quality.Between(1, 100);
        var threads = new Option<int>("--threads")
        {
            Description = "How many threads draw and write; the files do not depend on it. [default: the number of cores]",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        threads.Between(1, MaximumThreads);
        var boxes = new Option<bool>("--boxes")
        {
            Description = $"Also write {PageNames.Records} beside the pages: one line of JSON a page, with each line's source span, text and box.",
        };
        var command = new Command("render", "Render a text into page images.") { config, text, folder, format, quality, threads, boxes, compat, json };
        Examples.AddTo(command,
            ("glyph render --config best.json --text book.txt --out pages", "write pages/page_001.png and so on"),
            ("glyph render --config best.json --text book.txt --out pages --format webp --boxes", "write lossless WebP, and where each line stands"),
            ("glyph render --config best.json --text book.txt --compat glyph --out pages", "the pages that the Glyph authors' renderer makes, with its defects"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            var encoding = Encoding(parsed, format, quality);
            var renderConfig = ConfigFile.Read(parsed.GetValue(config)!);
            var content = TextFile.Read(parsed.GetValue(text)!.FullName);
            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            var writer = new PageWriter(services.GetRequiredService<IPageRenderer>(), encoding, parsed.GetValue(threads));
            var target = parsed.GetValue(folder)!;
            var detail = parsed.GetValue(boxes) ? PageDetail.Boxes : parsed.GetValue(json) ? PageDetail.Source : PageDetail.File;
            var pages = await writer.WriteAsync(content, renderConfig, parsed.GetValue(compat), target, detail, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                context.WriteJson(pages);
            }
            else
            {
                Tell(context, pages, target);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Tell(CliContext context, IReadOnlyList<PageRecord> pages, DirectoryInfo folder)
    {
        context.Output.WriteLine($"{Text.Whole(pages.Count)} page(s) in {folder.FullName}");
        var missing = pages.Sum(page => (long)page.MissingGlyphs);
        if (missing > 0)
        {
            context.Error.WriteLine($"warning: no font has a glyph for {Text.Whole(missing)} character(s); they show as boxes");
        }

        if (pages.Any(page => page.Fallbacks.Count > 0))
        {
            context.Output.WriteLine(Text.Fallbacks(FallbackUse.Sum(pages.Select(page => page.Fallbacks))));
        }
    }

    private static ImageEncoding Encoding(ParseResult parsed, Option<string> format, Option<int> quality)
    {
        var chosen = Enum.Parse<ImageFormat>(parsed.GetValue(format)!, ignoreCase: true);
        return chosen != ImageFormat.Jpeg && parsed.GetResult(quality) is { Implicit: false }
            ? throw new InvalidInputException($"--quality is for --format jpeg; {chosen} pages lose nothing")
            : new ImageEncoding(chosen, parsed.GetValue(quality));
    }
}
