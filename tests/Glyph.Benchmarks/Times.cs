using System.Diagnostics;
using System.Globalization;
using System.Text;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Rendering;

namespace Glyph.Benchmarks;

/// <summary>
/// Times of whole texts in this process, as JSON lines: <c>times [--runs N] [--text FILE] [--font NAME] [--out FOLDER] measurement...</c>.
/// Measurements: layout, layout-chinese, pixels, png, linear. The first run is not counted, and the best of the others is, by the clock and by processor time.
/// </summary>
internal static class Times
{
    private const int Megabyte = 1_000_000;

    /// <summary>Runs measurements.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var names = new List<string>();
        var runs = 5;
        var text = Samples.LatinText(Megabyte);
        var folder = Path.Combine(Path.GetTempPath(), "glyph-times");
        var config = Samples.Latin;
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--runs":
                    runs = int.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                case "--text":
                    text = TextFile.Read(args[++i]);
                    break;
                case "--font":
                    config = RenderConfig.Published(args[++i]);
                    break;
                case "--out":
                    folder = args[++i];
                    break;
                default:
                    names.Add(args[i]);
                    break;
            }
        }

        using var renderer = Samples.Renderer();
        foreach (var name in names)
        {
            switch (name)
            {
                case "layout":
                    Tell(name, text, await BestAsync(runs, () => Task.FromResult(renderer.LayOut(text, config).Count())));
                    break;
                case "layout-chinese":
                    var chinese = Samples.ChineseText(Megabyte);
                    Tell(name, chinese, await BestAsync(runs, () => Task.FromResult(renderer.LayOut(chinese, Samples.Chinese).Count())));
                    break;
                case "pixels":
                    Tell(name, text, await BestAsync(runs, () => Task.FromResult(DrawAll(renderer, text, config))));
                    break;
                case "png":
                    for (var threads = 1; threads <= 2; threads++)
                    {
                        var count = threads;
                        Tell(FormattableString.Invariant($"png-{threads}"), text, await BestAsync(runs, () => WriteAllAsync(renderer, text, config, folder, count), () => Empty(folder)));
                    }

                    break;
                case "linear":
                    foreach (var size in (int[])[1, 10, 100])
                    {
                        var longer = Samples.LatinText(size * Megabyte);
                        Tell(FormattableString.Invariant($"layout-{size}-MB"), longer, await BestAsync(1, () => Task.FromResult(renderer.LayOut(longer, config).Count())));
                        if (size < 100)
                        {
                            longer = Samples.LongLine(size * Megabyte);
                            Tell(FormattableString.Invariant($"layout-one-line-{size}-MB"), longer, await BestAsync(1, () => Task.FromResult(renderer.LayOut(longer, config).Count())));
                        }
                    }

                    break;
                default:
                    await Console.Error.WriteLineAsync($"error: no measurement '{name}'; there are layout, layout-chinese, pixels, png, linear");
                    return 2;
            }
        }

        return 0;
    }

    private static int DrawAll(PageRenderer renderer, string text, RenderConfig config)
    {
        var pages = 0;
        foreach (var page in renderer.LayOut(text, config))
        {
            renderer.Draw(page).Dispose();
            pages++;
        }

        return pages;
    }

    private static async Task<int> WriteAllAsync(PageRenderer renderer, string text, RenderConfig config, string folder, int threads)
    {
        var pages = 0;
        await foreach (var _ in OrderedPipeline.RunAsync(renderer.LayOut(text, config), Write, threads))
        {
            pages++;
        }

        return pages;

        int Write(PageLayout page)
        {
            using var image = renderer.Draw(page);
            using var file = File.Create(Path.Combine(folder, FormattableString.Invariant($"page_{page.Number:0000}.png")));
            renderer.Encode(image, ImageEncoding.Png, file);
            return page.Number;
        }
    }

    /// <summary>Files of an earlier run are removed before time is taken, as 'glyph render' removes them.</summary>
    private static void Empty(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }

    private static async Task<Result> BestAsync(int runs, Func<Task<int>> measured, Action? prepare = null)
    {
        prepare?.Invoke();
        var pages = await measured();
        var (best, bestCpu) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var i = 0; i < runs; i++)
        {
            prepare?.Invoke();
            var start = Stopwatch.GetTimestamp();
            var startCpu = Environment.CpuUsage.TotalTime;
            await measured();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            bestCpu = Math.Min(bestCpu, (Environment.CpuUsage.TotalTime - startCpu).TotalSeconds);
        }

        return new Result(pages, best, bestCpu);
    }

    private static void Tell(string name, string text, Result result) =>
        Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(
            new { Name = name, Bytes = Encoding.UTF8.GetByteCount(text), result.Pages, result.Seconds, result.CpuSeconds }, GlyphJson.Compact));

    private sealed record Result(int Pages, double Seconds, double CpuSeconds);
}
