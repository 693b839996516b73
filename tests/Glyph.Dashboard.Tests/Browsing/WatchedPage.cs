using Microsoft.Playwright;

namespace Glyph.Dashboard.Tests.Browsing;

/// <summary>A page that notes whatever it should not do: errors, warnings of its policy, and requests to anywhere else.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<WatchedPage> OpenAsync(BrowserFixture fixture, string address, int width = 1280, int height = 900, string locale = "en-US", ColorScheme scheme = ColorScheme.Light, Func<IPage, Task>? prepare = null)
    {
        var context = await fixture.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = locale, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        var watched = new WatchedPage(context, page);
        string[] known = [address.Split('#')[0], "data:", "blob:"];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                watched.Fault($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => watched.Fault($"page error: {error}");
        page.Request += (_, request) =>
        {
            if (!known.Any(prefix => request.Url.StartsWith(prefix, StringComparison.Ordinal)))
            {
                watched.Fault($"request: {request.Url}");
            }
        };
        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GotoAsync(address);
        await page.Locator("main").WaitForAsync();
        return watched;
    }

    /// <summary>Forgets faults that the test meant to cause.</summary>
    public void Forgive(string part)
    {
        lock (_faults)
        {
            _faults.RemoveAll(fault => fault.Contains(part, StringComparison.Ordinal));
        }
    }

    /// <summary>Goes to a view by the hash, as a link does.</summary>
    public async Task GoAsync(string hash)
    {
        await Page.EvaluateAsync("hash => { location.hash = hash; }", hash);
        await SettleAsync();
    }

    /// <summary>Waits until what is drawn is drawn.</summary>
    public async Task SettleAsync()
    {
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 120))))");
    }

    public async Task ShootAsync(BrowserFixture fixture, string name, bool isFull = true) =>
        await Page.ScreenshotAsync(new() { Path = Path.Combine(fixture.Screenshots, $"{name}.png"), FullPage = isFull });

    /// <summary>The page did nothing that it should not, nothing hostile ran, and nothing sticks out to the right.</summary>
    public async Task AssertCleanAsync()
    {
        Assert.False(await Page.EvaluateAsync<bool>("() => 'hacked' in window"), "text of a document was run");
        Assert.Equal(0, await Page.Locator("#app img[src='x'], #app script, #app svg").CountAsync());
        var excess = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(excess <= 0, $"the page is {excess} px wider than its window, at {Page.Url}");
        lock (_faults)
        {
            Assert.True(_faults.Count == 0, string.Join('\n', _faults));
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Fault(string fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }
}
