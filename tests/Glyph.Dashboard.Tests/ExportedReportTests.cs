using System.Text.Json;
using Glyph.Dashboard.Tests.Browsing;
using Microsoft.Playwright;

namespace Glyph.Dashboard.Tests;

/// <summary>What can be done with an exported report, opened from a file.</summary>
public sealed class ExportedReportTests(BrowserFixture fixture, ReportFile report)
{
    private Task<WatchedPage> OpenAsync(string view) => WatchedPage.OpenAsync(fixture, report.Two + ReportFile.View(view));

    private static ILocator Rows(IPage page) => page.Locator("main table[role=grid] tbody tr:not(.spacer)");

    [Fact]
    public async Task A_single_search_opens_at_its_front()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, report.One);
        await watched.Page.WaitForFunctionAsync("() => location.hash.endsWith('/front')");
        await watched.Page.Locator(".chart.tall canvas").First.WaitForAsync();
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task A_brush_on_the_front_selects_in_every_view()
    {
        await using var watched = await OpenAsync("front");
        var page = watched.Page;
        var box = (await page.Locator(".chart.tall").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width * 0.4f, box.Y + box.Height * 0.2f);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width * 0.55f, box.Y + box.Height * 0.5f, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await watched.SettleAsync();
        await page.WaitForFunctionAsync("() => location.hash.includes('f.compression=') && location.hash.includes('f.accuracy=')");
        var selected = await Rows(page).CountAsync();
        Assert.InRange(selected, 1, 60);
        await watched.ShootAsync(fixture, "front-brushed");

        await page.GetByRole(AriaRole.Link, new() { Name = "Parameters" }).ClickAsync();
        await watched.SettleAsync();
        Assert.Equal(2, await page.Locator(".chips .chip[aria-label^=Remove]").CountAsync());
        await page.Locator(".chips .chip").Last.ClickAsync();
        await watched.SettleAsync();
        Assert.Equal(0, await page.Locator(".chips .chip").CountAsync());
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task A_brush_on_an_axis_filters()
    {
        await using var watched = await OpenAsync("parameters");
        var page = watched.Page;
        await watched.SettleAsync();
        var before = await page.Locator(".chips .count").InnerTextAsync();
        var box = (await page.Locator(".chart.wide").BoundingBoxAsync())!;
        // The last axis, accuracy: from the middle to the top.
        var x = await page.EvaluateAsync<float>("() => { const c = document.querySelector('.chart.wide canvas'); return c.getBoundingClientRect().right - parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.82 * 5; }");
        await page.Mouse.MoveAsync(x, box.Y + box.Height * 0.5f);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, box.Y + box.Height * 0.3f, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await page.WaitForFunctionAsync("() => location.hash.includes('f.accuracy=')");
        await watched.SettleAsync();
        Assert.NotEqual(before, await page.Locator(".chips .count").InnerTextAsync(), StringComparer.Ordinal);
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task Looking_at_the_axes_changes_no_filter()
    {
        await using var watched = await OpenAsync("parameters?f.font-size=9&f.compression=0..1000");
        var chips = watched.Page.Locator(".chips .chip[aria-label^=Remove]");
        await watched.SettleAsync();
        Assert.Equal(2, await chips.CountAsync());
        Assert.Equal("font-size: 9", (await chips.First.InnerTextAsync()).Split('\n')[0], StringComparer.Ordinal);
        Assert.Equal("Compression: 0 – 1000", (await chips.Last.InnerTextAsync()).Split('\n')[0], StringComparer.Ordinal);
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task History_shows_the_front_as_it_was()
    {
        await using var watched = await OpenAsync("front");
        var page = watched.Page;
        var now = await Rows(page).CountAsync();
        await page.Locator("input[type=range]").First.FillAsync("10");
        await watched.SettleAsync();
        Assert.Contains("Trial 10", await page.Locator(".field b").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.NotEqual(now, await Rows(page).CountAsync());
        await page.WaitForFunctionAsync("() => location.hash.includes('upto=10')");
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task The_table_works_by_keyboard_and_sorts()
    {
        await using var watched = await OpenAsync("front?rows=all");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Accuracy" }).GetByRole(AriaRole.Button).ClickAsync();
        await watched.SettleAsync();
        Assert.Equal("descending", await page.GetByRole(AriaRole.Columnheader, new() { Name = "Accuracy" }).GetAttributeAsync("aria-sort"));
        await page.Locator("main table[role=grid] tbody tr[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await watched.SettleAsync();
        Assert.Equal("241", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-rowindex')"));
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowDown");
        await watched.SettleAsync();
        Assert.Equal("3", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-rowindex')"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => /\\/trials\\/\\d+/.test(location.hash)");
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task A_misread_word_and_its_place_on_the_page_are_linked_both_ways()
    {
        await using var watched = await OpenAsync($"trials/{ReportFile.First.Recommended}");
        var page = watched.Page;
        var word = page.Locator("button.misread-word").Nth(1);
        await word.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await watched.SettleAsync();
        Assert.Equal(1, await page.Locator(".word-box.pointed").CountAsync());
        Assert.Equal("true", await word.GetAttributeAsync("aria-pressed"));
        var left = (await page.Locator(".word-box.pointed").BoundingBoxAsync())!;
        await page.Keyboard.PressAsync("ArrowDown");
        await watched.SettleAsync();
        Assert.NotEqual(left.Y, (await page.Locator(".word-box.pointed").BoundingBoxAsync())!.Y);

        // And from the page to the text, also to a line that was not in the sample and so not in the list.
        await page.Locator(".line-box[data-line='3']").ClickAsync();
        await watched.SettleAsync();
        Assert.Equal("3", await page.Locator(".lines li.pointed").GetAttributeAsync("data-line"));
        await page.Locator(".line-box[data-line='7']").HoverAsync();
        await watched.SettleAsync();
        Assert.Equal("7", await page.Locator(".lines li.hovered").GetAttributeAsync("data-line"));
        await watched.ShootAsync(fixture, "trial-linked", isFull: false);
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task A_trial_without_details_says_so()
    {
        var plain = ReportFile.First.Trials.First(t => t.Number > 1 && t.Status is "complete" && !ReportFile.First.Front.Contains(t.Number)).Number;
        await using var watched = await OpenAsync($"trials/{plain}");
        await watched.Page.GetByText("This report has no more of this trial").WaitForAsync();
        await watched.GoAsync(ReportFile.View("trials/99999"));
        await watched.Page.GetByText("There is no trial 99999").WaitForAsync();
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task The_journal_filters_opens_and_leads_to_trials()
    {
        await using var watched = await OpenAsync("llm");
        var page = watched.Page;
        await page.Locator("label", new() { HasText = "Outcome" }).Locator("select").SelectOptionAsync(new SelectOptionValue { Label = "failed" });
        await watched.SettleAsync();
        await page.Locator("label", new() { HasText = "Model" }).Locator("select").SelectOptionAsync("qwen3-max");
        await page.Locator("label", new() { HasText = "Outcome" }).Locator("select").SelectOptionAsync("used");
        await watched.SettleAsync();
        await page.Locator(".entry summary").First.ClickAsync();
        Assert.Contains("</script>", await page.Locator(".entry pre").First.InnerTextAsync(), StringComparison.Ordinal);
        await watched.ShootAsync(fixture, "llm-opened", isFull: false);
        var idea = page.Locator(".entry .ideas li", new() { HasText = "used" }).First;
        var number = (await idea.Locator(".trial-link").InnerTextAsync()).Split(' ')[0].TrimStart('#');
        Assert.EndsWith($"trial {number}", (await idea.InnerTextAsync()).TrimEnd(), StringComparison.Ordinal);
        await page.Locator(".entry .trial-link").First.ClickAsync();
        await page.WaitForFunctionAsync("() => location.hash.includes('/trials/')");
        await page.Locator("blockquote").WaitForAsync();
        await page.Locator("a[href*='llm?']").First.ClickAsync();
        await page.Locator(".entry pre").First.WaitForAsync();
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task Needs_lead_to_a_config_as_a_file_and_a_command()
    {
        await using var watched = await OpenAsync("choose?min=90");
        var page = watched.Page;
        var first = await page.Locator(".chosen-name").InnerTextAsync();
        await page.Locator(".needs input[type=range]").FillAsync("98.5");
        await page.GetByText("Be sure").ClickAsync();
        await page.GetByText("Identifiers must be right").ClickAsync();
        await watched.SettleAsync();
        var chosen = await page.Locator(".chosen-name").InnerTextAsync();
        Assert.NotEqual(first, chosen, StringComparer.Ordinal);
        var number = int.Parse(chosen.Split(' ')[0].TrimStart('#'), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"glyph export --search {ReportFile.First.Id} --trial {number} --out results/best", await page.Locator(".command code").First.InnerTextAsync(), StringComparison.Ordinal);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Download best.json").ClickAsync());
        Assert.Equal("best.json", download.SuggestedFilename);
        await page.GetByText("A report carries no fonts").WaitForAsync();
        using var config = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Equal(ReportFile.First[number].Config["font-path"], config.RootElement.GetProperty("font-path").GetString());
        Assert.Equal((double)ReportFile.First[number].Config["font-size"], config.RootElement.GetProperty("font-size").GetDouble());
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task Searches_are_compared()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, report.Two);
        var page = watched.Page;
        foreach (var box in await page.Locator("td.pick input").AllAsync())
        {
            await box.CheckAsync();
        }

        await page.GetByText("Compare 2 searches").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Compare" }).WaitForAsync();
        await watched.SettleAsync();
        await watched.ShootAsync(fixture, "front-compared");
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task Theme_and_language_are_switched_and_remembered()
    {
        await using var watched = await OpenAsync("front");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark colours" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to Chinese" }).ClickAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "前沿", Exact = true }).First.WaitForAsync();
        Assert.Equal("dark", await page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"));
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_and_focus_is_seen()
    {
        await using var watched = await OpenAsync("front");
        var page = watched.Page;
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (at, isOutlined) = await FocusAsync(page);
            Assert.True(isOutlined, $"the focus is not seen at {at}");
            seen.Add(at);
        }

        foreach (var wanted in new[] { "SELECT", "INPUT:radio", "INPUT:checkbox", "INPUT:range", "INPUT:number", "BUTTON", "SUMMARY", "TR" })
        {
            Assert.Contains(wanted, seen);
        }

        await watched.AssertCleanAsync();
    }

    private static async Task<(string At, bool IsOutlined)> FocusAsync(IPage page)
    {
        var at = await page.EvaluateAsync<JsonElement>(
            """
            () => {
              const e = document.activeElement;
              const seen = e.matches('.choice input') ? e.parentElement : e;
              return { at: e.tagName + (e.tagName === 'INPUT' ? ':' + e.type : ''), outline: e === document.body || getComputedStyle(seen).outlineStyle !== 'none' };
            }
            """);
        return (at.GetProperty("at").GetString()!, at.GetProperty("outline").GetBoolean());
    }
}
