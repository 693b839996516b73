using Glyph.Dashboard.Tests.Browsing;
using Glyph.Dashboard.Tests.Serving;
using Glyph.Dashboard.Tests.Synthetic;
using Microsoft.Playwright;

namespace Glyph.Dashboard.Tests;

/// <summary>The dashboard over an API, under the policy that a daemon sends.</summary>
public sealed class LiveTests(BrowserFixture fixture)
{
    private static SyntheticSearch Running() => new("20261127-120000-live", 60, 5, "running");

    private Task<WatchedPage> OpenAsync(FakeDaemon daemon, string view) =>
        WatchedPage.OpenAsync(fixture, daemon.Address + view);

    private static string View(FakeDaemon daemon, string view) => $"#/s/{daemon.Search.Id}/{view}";

    [Fact]
    public async Task Every_view_works_under_the_policy()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, "");
        await watched.Page.Locator("main .panel").First.WaitForAsync();
        await watched.ShootAsync(fixture, "searches-live");
        foreach (var view in new[] { "front", "parameters", $"trials/{daemon.Search.Front[0]}", "llm", "choose" })
        {
            await watched.GoAsync(View(daemon, view));
            await watched.Page.Locator("main .panel").First.WaitForAsync();
            await watched.SettleAsync();
            await watched.AssertCleanAsync();
        }

        await watched.Page.GetByText("front.csv").WaitForAsync();
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task Events_change_what_is_shown_and_survive_a_cut()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, View(daemon, "front?rows=all&sort=-compression"));
        var page = watched.Page;
        await page.GetByText("All (60)").WaitForAsync();
        await page.GetByText("Live", new() { Exact = true }).WaitForAsync();
        var dice = new Dice(99);
        for (var i = 0; i < 30; i++)
        {
            daemon.TellTrial(daemon.Search.Append(dice));
        }

        await page.GetByText("All (90)").WaitForAsync();
        // Better than anything: it is the front's last, and its line of the table is there.
        var best = daemon.Search.Append(dice, accuracy: 0.999, compression: 14);
        daemon.TellTrial(best);
        daemon.Tell("search", daemon.Search.Info());
        await page.GetByText("Front (1)").WaitForAsync();
        daemon.Tell("confirmed", new { search = daemon.Search.Id, trial = best.Number, confirmed = 0.91, low = 0.88, high = 0.93 });
        daemon.Tell("notice", new { search = daemon.Search.Id, message = "a notice " + Hostile.Image });
        await page.GetByText("a notice").WaitForAsync();
        await page.GetByText("Accuracy as read again").ClickAsync();
        await page.GetByText("91.00%").First.WaitForAsync();

        await daemon.CutStreamsAsync();
        daemon.TellTrial(daemon.Search.Append(dice));
        await page.GetByText("All (92)").WaitForAsync();
        watched.Forgive("ERR_INCOMPLETE_CHUNKED_ENCODING");
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task The_journal_and_generations_grow()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, View(daemon, "llm"));
        await watched.Page.Locator(".entry").First.WaitForAsync();
        daemon.Tell("journal", new
        {
            search = daemon.Search.Id,
            entry = new { id = "g77-new", proposer = "llm:other", generation = 77, model = "other-model", prompt = "p", answer = "a", seconds = 1, at = "2026-11-27T12:00:00Z", spent = new { requests = 1, inputTokens = 1, outputTokens = 1, cost = 0 }, ideas = Array.Empty<object>() },
        });
        await watched.Page.GetByText("g77-new").WaitForAsync();
        daemon.Tell("generation", new { search = daemon.Search.Id, generation = new { number = 77, evaluations = 61, hypervolume = 4, elapsed = 9, front = new[] { 1 }, proposers = new[] { new { proposer = "llm:other", places = 1, proposed = 1, evaluations = 1, gained = 0.5, dropped = new { } } } } });
        await watched.GoAsync(View(daemon, "front"));
        await watched.Page.GetByRole(AriaRole.Rowheader, new() { Name = "llm:other" }).WaitForAsync();
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task A_search_is_paused_resumed_put_first_and_cancelled()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, "");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await page.GetByLabel("Priority").FillAsync("5");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Really cancel" }).ClickAsync();
        await page.GetByText("cancelled", new() { Exact = true }).WaitForAsync();
        var path = $"/api/v1/searches/{daemon.Search.Id}";
        Assert.Equal([$"POST {path}/pause {{}}", $"POST {path}/resume {{}}", $"PATCH {path} {{\"priority\":5}}", $"POST {path}/cancel {{}}"], daemon.Changes, StringComparer.Ordinal);
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task What_is_being_typed_outlives_news()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, "");
        var priority = watched.Page.GetByLabel("Priority");
        await priority.FillAsync("7");
        daemon.Search.State = "paused";
        daemon.Tell("search", daemon.Search.Info());
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).WaitForAsync();
        Assert.Equal("7", await priority.InputValueAsync());
        await watched.Page.RunAndWaitForRequestFinishedAsync(() => priority.PressAsync("Enter"), new() { Predicate = r => r.Method.Equals("PATCH", StringComparison.Ordinal) });
        Assert.Equal([$"PATCH /api/v1/searches/{daemon.Search.Id} {{\"priority\":7}}"], daemon.Changes, StringComparer.Ordinal);
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task A_key_is_asked_for_and_opens_what_was_wanted()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running(), key: "open sesame");
        await using var watched = await OpenAsync(daemon, View(daemon, "choose"));
        var page = watched.Page;
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await page.GetByText("That key is not right.").WaitForAsync();
        await watched.ShootAsync(fixture, "key");
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync("open sesame");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".chosen-name").WaitForAsync();
        // A browser tells every answer of 401 in its console.
        watched.Forgive("401");
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task More_pages_are_fetched_when_asked_for()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, View(daemon, $"trials/{daemon.Search.Recommended}"));
        var page = watched.Page;
        await page.GetByText("4 of 6 pages").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More pages" }).ClickAsync();
        await page.GetByText("6 of 6 pages").WaitForAsync();
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task A_link_to_a_later_page_fetches_it()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, View(daemon, $"trials/{daemon.Search.Recommended}?page=6"));
        await watched.Page.GetByText("6 of 6 pages").WaitForAsync();
        Assert.Equal("true", await watched.Page.Locator(".pager button").Nth(5).GetAttributeAsync("aria-pressed"));
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task The_config_and_its_font_are_downloaded_as_the_daemon_exports_them()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, View(daemon, "choose?min=90"));
        var page = watched.Page;
        var trial = (await page.Locator(".chosen-name").InnerTextAsync()).Split(' ')[0].TrimStart('#');
        var exports = $"/api/v1/searches/{daemon.Search.Id}/exports";
        Assert.Equal($"{exports}/config?trial={trial}", await page.GetByRole(AriaRole.Link, new() { Name = "Download best.json" }).GetAttributeAsync("href"));
        Assert.Equal($"{exports}/font?trial={trial}", await page.GetByRole(AriaRole.Link, new() { Name = "Download its font" }).GetAttributeAsync("href"));
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task A_search_that_was_removed_is_gone_and_its_place_says_so()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, View(daemon, "front"));
        await watched.Page.GetByText("All (60)").WaitForAsync();
        daemon.Tell("removed", new { search = daemon.Search.Id });
        await watched.Page.GetByText("This search was removed.").WaitForAsync();
        await watched.GoAsync("#/");
        await watched.Page.GetByText("There is no search yet").WaitForAsync();
        await watched.AssertCleanAsync();
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task A_search_that_has_ended_early_is_resumed(string state)
    {
        await using var daemon = await FakeDaemon.StartAsync(new("20261127-120000-live", 60, 5, state));
        await using var watched = await OpenAsync(daemon, "");
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).WaitForAsync();
        Assert.Equal($"POST /api/v1/searches/{daemon.Search.Id}/resume {{}}", Assert.Single(daemon.Changes));
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task A_search_that_has_only_begun_is_shown_and_grows()
    {
        await using var daemon = await FakeDaemon.StartAsync(new("20261127-130000-new", 0, state: "running"));
        await using var watched = await OpenAsync(daemon, "");
        foreach (var view in new[] { "parameters", "trials/1", "llm", "choose", "front" })
        {
            await watched.GoAsync(View(daemon, view));
            await watched.AssertCleanAsync();
        }

        daemon.TellTrial(daemon.Search.Append(new Dice(3), accuracy: 0.97, compression: 3));
        await watched.Page.GetByText("Front (1)").WaitForAsync();
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task Searches_are_compared_and_followed_by_one_stream()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running(), new("20261127-110000-other", 80, 21));
        await using var watched = await OpenAsync(daemon, View(daemon, "front?compare=20261127-110000-other"));
        await watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Compare" }).WaitForAsync();
        await watched.Page.GetByRole(AriaRole.Rowheader, new() { Name = "20261127-110000-other" }).GetByRole(AriaRole.Link).ClickAsync();
        await watched.Page.GetByText("All (80)").WaitForAsync();
        await daemon.ListenersAsync(2);
        await watched.AssertCleanAsync();
    }

    [Fact]
    public async Task What_fails_is_told_and_can_be_tried_again()
    {
        await using var daemon = await FakeDaemon.StartAsync(Running());
        await using var watched = await OpenAsync(daemon, "#/s/nowhere/front");
        await watched.Page.GetByText("there is no such search: nowhere").WaitForAsync();
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await watched.Page.GetByText("there is no such search: nowhere").WaitForAsync();
        watched.Forgive("404");
        await watched.AssertCleanAsync();
    }
}
