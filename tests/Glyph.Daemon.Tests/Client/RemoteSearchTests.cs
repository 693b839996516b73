using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Daemon.Client;
using Glyph.Daemon.Tests.Serving;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Client;

public sealed class RemoteSearchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_follows_a_search_that_is_removed_is_told_so_and_not_to_resume_it()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        daemon.Store.Create(SampleRecords.Search("s"));
        await daemon.WaitForAsync("s", "running");
        using var store = new RemoteSearchStore(new GlyphClient(daemon.Http.BaseAddress!, null));
        var error = await Assert.ThrowsAsync<GlyphException>(async () =>
        {
            await foreach (var e in new RemoteSearch(store, TimeProvider.System).FollowAsync(store.Get("s")!, Stop))
            {
                if (e is SearchStarted)
                {
                    daemon.Store.Remove("s");
                }
            }
        });
        Assert.Contains("removed", error.Message, StringComparison.Ordinal);
    }
}
