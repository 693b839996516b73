using System.CommandLine;
using Glyph.Cli.Composition;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph render</c>: text to PNG pages.</summary>
internal static class RenderCommand
{
    public static Command Create(CliContext context)
    {
        var config = CommonOptions.Config();
        var text = CommonOptions.Text();
        var json = CommonOptions.Json();
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder for page_001.png and so on; made if it is not there.", Required = true };
        var command = new Command("render", "Render a text into PNG pages.") { config, text, folder, json };
        Examples.AddTo(command, ("glyph render --config best.json --text book.txt --out pages", "write pages/page_001.png and so on"));
        command.SetAction(context.Guard((parsed, cancellationToken) =>
        {
            var renderConfig = ConfigFile.Read(parsed.GetValue(config)!);
            var content = TextFile.Read(parsed.GetValue(text)!.FullName);
            if (string.IsNullOrWhiteSpace(content))
            {
                throw new InvalidInputException($"{parsed.GetValue(text)!.FullName}: has no text; nothing to render");
            }

            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            var renderer = services.GetRequiredService<IPageRenderer>();
            var target = parsed.GetValue(folder)!;
            target.Create();
            var pages = Render(renderer, content, renderConfig, target.FullName, cancellationToken);
            RemoveStalePages(target, pages.Count);
            if (parsed.GetValue(json))
            {
                context.WriteJson(pages);
            }
            else
            {
                context.Output.WriteLine($"{Text.Whole(pages.Count)} page(s) in {target.FullName}");
                var missing = pages.Sum(p => p.MissingGlyphs);
                if (missing > 0)
                {
                    context.Error.WriteLine($"warning: no font has a glyph for {Text.Whole(missing)} character(s); they show as boxes");
                }

                if (pages.SelectMany(p => p.Fallbacks).Any())
                {
                    context.Output.WriteLine(Text.Fallbacks(FallbackUse.Sum(pages.Select(p => p.Fallbacks))));
                }
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static List<RenderedPage> Render(IPageRenderer renderer, string text, RenderConfig config, string folder, CancellationToken cancellationToken)
    {
        var pages = new List<RenderedPage>();
        foreach (var page in renderer.LayOut(text, config))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var image = renderer.Draw(page);
            var file = PageName(page.Number);
            AtomicFile.Write(Path.Combine(folder, file), stream => renderer.EncodePng(image, stream));
            pages.Add(new RenderedPage(file, page.Size.Width, page.Size.Height, page.Lines.Count, page.MissingGlyphs, page.Fallbacks));
        }

        return pages;
    }

    /// <summary>Pages that an earlier, longer text left must not be taken for pages of this one.</summary>
    private static void RemoveStalePages(DirectoryInfo folder, int count)
    {
        for (var number = count + 1; File.Exists(Path.Combine(folder.FullName, PageName(number))); number++)
        {
            File.Delete(Path.Combine(folder.FullName, PageName(number)));
        }
    }

    private static string PageName(int number) => FormattableString.Invariant($"page_{number:000}.png");

    private sealed record RenderedPage(string File, int Width, int Height, int Lines, int MissingGlyphs, IReadOnlyList<FallbackUse> Fallbacks);
}
