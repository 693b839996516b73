using Glyph.Dashboard.Tests.Browsing;
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
}
