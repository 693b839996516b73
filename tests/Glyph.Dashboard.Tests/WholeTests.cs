using Glyph.Core.Searching;
using Glyph.Daemon.Tests.Serving;
using Glyph.Dashboard.Tests.Browsing;
using Glyph.Dashboard.Tests.Synthetic;

namespace Glyph.Dashboard.Tests;

/// <summary>The whole of it: a real daemon runs a real search over hostile texts, and a browser walks through it live and in its exported report.</summary>
public sealed class WholeTests(BrowserFixture fixture)
{
    private static readonly string[] Views = ["front", "parameters", "trials/1", "llm", "choose"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_search_is_seen_live_and_in_its_report()
    {
        // Without a browser it is skipped before a search is run for it.
        _ = fixture.Browser;
        await using var daemon = await DaemonFixture.StartAsync();
        var id = await SearchAsync(daemon);
        await WalkAsync($"{daemon.Http.BaseAddress}", id, "live");

        var file = daemon.Folder.File("report.html");
        await File.WriteAllBytesAsync(file, await daemon.Http.GetByteArrayAsync($"/api/v1/searches/{id}/exports/report", Stop), Stop);
        await WalkAsync(new Uri(file).AbsoluteUri, id, "exported");
    }

    [Fact]
    public async Task A_search_that_runs_is_seen_to_run()
    {
        _ = fixture.Browser;
        await using var daemon = await DaemonFixture.StartAsync();
        var id = await daemon.SubmitAsync(DaemonFixture.SmallSearch(evaluations: 6));
        await using var watched = await WatchedPage.OpenAsync(fixture, $"{daemon.Http.BaseAddress}");
        await watched.Page.GetByText("6 / 6").WaitForAsync();
        await watched.Page.GetByText("finished", new() { Exact = true }).WaitForAsync();
        Assert.Equal("finished", (await daemon.GetAsync($"searches/{id}")).GetProperty("state").GetString());
        await watched.AssertCleanAsync();
    }

    private async Task WalkAsync(string address, string id, string name)
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, address);
        await watched.Page.Locator("main .panel").First.WaitForAsync();
        foreach (var view in Views)
        {
            await watched.GoAsync($"#/s/{Uri.EscapeDataString(id)}/{view}");
            await watched.Page.Locator("main .panel").First.WaitForAsync();
            if (view.StartsWith("trials", StringComparison.Ordinal))
            {
                await watched.Page.Locator(".page-image, img").First.WaitForAsync();
            }

            await watched.SettleAsync();
            await watched.ShootAsync(fixture, $"whole-{name}-{view.Replace('/', '-')}");
            await watched.AssertCleanAsync();
        }
    }

    /// <summary>A finished search whose texts, names and language model try to be run.</summary>
    private static async Task<string> SearchAsync(DaemonFixture daemon)
    {
        var text = string.Join("\n\n", Enumerable.Range(1, 10).Select(i => FormattableString.Invariant($"Paragraph {i}: {Hostile.Image} and {Hostile.Script}, number {i * 7919}.")));
        var id = await daemon.SubmitAsync(new
        {
            Corpus = new { Name = Hostile.Image, Texts = new[] { new { Id = Hostile.Script, Text = text } } },
            Evaluations = 6,
            Samples = 8,
        });
        await daemon.WaitForAsync(id, "finished");
        daemon.Store.Append(id, new JournalEntry
        {
            Id = "g1-llm:model",
            Generation = 1,
            Model = Hostile.Image,
            Prompt = Hostile.Script,
            Answer = Hostile.Image + Hostile.Script,
            Duration = TimeSpan.FromSeconds(1),
            At = DateTimeOffset.UnixEpoch,
        });
        return id;
    }
}
