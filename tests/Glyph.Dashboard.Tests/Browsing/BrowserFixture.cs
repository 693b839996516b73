using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Glyph.Dashboard.Tests.Browsing.BrowserFixture))]

namespace Glyph.Dashboard.Tests.Browsing;

/// <summary>One Chromium for all tests; where there is none they are skipped, unless <c>GLYPH_REQUIRE_BROWSER=1</c>.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _missing;

    /// <summary>The browser; the test is skipped where there is none.</summary>
    public IBrowser Browser
    {
        get
        {
            if (_browser is null && Environment.GetEnvironmentVariable("GLYPH_REQUIRE_BROWSER") is "1")
            {
                Assert.Fail(_missing ?? "no browser");
            }

            Assert.SkipWhen(_browser is null, _missing ?? "no browser");
            return _browser!;
        }
    }

    /// <summary>Where screenshots go.</summary>
    public string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("GLYPH_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";
        if (!File.Exists(path))
        {
            _missing = $"there is no Chromium at {path}: install Debian's package 'chromium', or name one in GLYPH_CHROMIUM";
            return;
        }

        try
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        }
        catch (PlaywrightException e)
        {
            _missing = $"Chromium at {path} does not start: {e.Message}";
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
