using System.Reflection;
using Glyph.Dashboard.Tests.Browsing;
using Glyph.Dashboard.Tests.Synthetic;
using Microsoft.Playwright;

namespace Glyph.Dashboard.Tests;

/// <summary>Every view at several sizes, in both themes and languages: clean, and as pictures to look at in <c>bin/.../screenshots</c>.</summary>
public sealed class ScreenshotTests(BrowserFixture fixture, ReportFile report)
{
    private static readonly (string Name, string Hash)[] Views =
    [
        ("searches", "#/"),
        ("front", ReportFile.View("front")),
        ("parameters", ReportFile.View("parameters?f.font-size=6..8.5")),
        ("trial", ReportFile.View($"trials/{ReportFile.First.Recommended}")),
        ("llm", ReportFile.View("llm")),
        ("choose", ReportFile.View("choose?min=97")),
    ];

    [Theory]
    [InlineData("light-1280", 1280, 900, "en-US", ColorScheme.Light)]
    [InlineData("dark-1280", 1280, 900, "en-US", ColorScheme.Dark)]
    [InlineData("phone-360", 360, 740, "en-US", ColorScheme.Light)]
    [InlineData("4k-3840", 3840, 2160, "en-US", ColorScheme.Dark)]
    [InlineData("zh-1280", 1280, 900, "zh-CN", ColorScheme.Light)]
    public async Task Every_view_is_clean(string name, int width, int height, string locale, ColorScheme scheme)
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, report.Two, width, height, locale, scheme);
        foreach (var (view, hash) in Views)
        {
            await watched.GoAsync(hash);
            await watched.Page.Locator("main .panel").First.WaitForAsync();
            await watched.SettleAsync();
            await watched.ShootAsync(fixture, $"{view}-{name}");
            await watched.AssertCleanAsync();
            await watched.Page.AssertAccessibleAsync();
        }

        Assert.Equal(locale is "zh-CN" ? "zh-Hans" : "en", await watched.Page.EvaluateAsync<string>("() => document.documentElement.lang"));
    }

    /// <summary>Run by hand, with <c>-explicit only</c>, when the pictures shall show what changed.</summary>
    [Fact(Explicit = true)]
    public async Task Draw_the_pictures_of_the_documentation()
    {
        var folder = typeof(ScreenshotTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key is "DocumentationImages").Value!;
        var search = new SyntheticSearch("20261127-093000-a1", 400, isHostile: false);
        var path = SyntheticReport.WriteTo(report.Folder, "documentation.html", search);
        await using var watched = await WatchedPage.OpenAsync(fixture, new Uri(path).AbsoluteUri, 1280, 860);
        await watched.SettleAsync();
        await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "dashboard-front.png") });
        await watched.Page.EvaluateAsync("() => { document.documentElement.dataset.theme = 'dark'; }");
        await watched.GoAsync($"#/s/{search.Id}/trials/{search.Recommended}?lines=read");
        await watched.Page.Locator("button.misread-word").First.ClickAsync();
        await watched.SettleAsync();
        await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "dashboard-trial.png") });
    }
}
