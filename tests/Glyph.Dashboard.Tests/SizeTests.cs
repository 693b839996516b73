using System.Diagnostics;
using Glyph.Dashboard.Tests.Browsing;
using Glyph.Dashboard.Tests.Synthetic;
using Microsoft.Playwright;

namespace Glyph.Dashboard.Tests;

/// <summary>Large reports open and stay usable. Times are told, not judged: they are the machine's as much as the page's.</summary>
public sealed class SizeTests(BrowserFixture fixture, ReportFile report, ITestOutputHelper output)
{
    [Theory]
    [InlineData(5_000)]
    [InlineData(50_000)]
    public async Task A_large_report_opens_and_can_be_brushed(int trials)
    {
        var path = SyntheticReport.WriteTo(Environment.GetEnvironmentVariable("GLYPH_KEEP_REPORTS") ?? report.Folder, $"large-{trials}.html", new SyntheticSearch($"large-{trials}", trials));
        var megabytes = new FileInfo(path).Length / 1e6;
        Assert.True(trials > 5000 || megabytes < 8, $"{megabytes:0.0} MB");
        var clock = Stopwatch.StartNew();
        ICDPSession? session = null;
        await using var watched = await WatchedPage.OpenAsync(fixture, new Uri(path).AbsoluteUri, prepare: async p =>
        {
            session = await p.Context.NewCDPSessionAsync(p);
            await session.SendAsync("Performance.enable", new Dictionary<string, object>(StringComparer.Ordinal) { ["timeDomain"] = "threadTicks" });
        });
        var page = watched.Page;
        await page.Locator(".chart.tall canvas").First.WaitForAsync();
        var opened = await page.EvaluateAsync<double>("() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))");
        output.WriteLine($"{trials} trials: {megabytes:0.0} MB, opened in {opened / 1000:0.00} s by the page's clock ({clock.Elapsed.TotalSeconds:0.00} s with the browser's start of a page); {await ThreadTimeAsync(session!):0.00} s of a core");

        var box = (await page.Locator(".chart.tall").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width * 0.3f, box.Y + box.Height * 0.2f);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width * 0.6f, box.Y + box.Height * 0.6f, new() { Steps = 5 });
        clock.Restart();
        await page.Mouse.UpAsync();
        await page.Locator(".chips .chip").First.WaitForAsync();
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))");
        output.WriteLine($"  brushed in {clock.Elapsed.TotalSeconds:0.00} s: {await page.Locator(".chips .count").InnerTextAsync()}");
        Assert.InRange(await page.Locator("main table[role=grid] tbody tr").CountAsync(), 5, 80);
        await watched.ShootAsync(fixture, $"front-{trials}");

        clock.Restart();
        await page.EvaluateAsync("() => { location.hash = location.hash.replace('/front', '/parameters'); }");
        await page.Locator(".slice canvas").First.WaitForAsync();
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))");
        output.WriteLine($"  parameters in {clock.Elapsed.TotalSeconds:0.00} s");
        await watched.AssertCleanAsync();
    }

    /// <summary>How long the page's thread has been on a core: what is left of a time when the machine has other things to do.</summary>
    private static async Task<double> ThreadTimeAsync(ICDPSession session)
    {
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        return metrics.EnumerateArray().Single(m => m.GetProperty("name").GetString() is "ThreadTime").GetProperty("value").GetDouble();
    }
}
