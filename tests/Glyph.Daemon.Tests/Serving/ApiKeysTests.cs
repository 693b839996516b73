using Glyph.Core;
using Glyph.Daemon.Serving;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Serving;

public sealed class ApiKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ApiKeys Keys => new(_folder.File("keys.json"));

    [Fact]
    public void A_key_is_told_once_and_known_by_its_hash_alone()
    {
        var key = Keys.Create("laptop", DateTimeOffset.UnixEpoch);
        Assert.Equal("laptop", Keys.NameOf(key));
        Assert.Null(Keys.NameOf(key + "0"));
        Assert.Null(Keys.NameOf(""));
        Assert.Null(Keys.NameOf(Keys.All()[0].Sha256));
        Assert.DoesNotContain(key, Keys.Create("other", DateTimeOffset.UnixEpoch), StringComparison.Ordinal);
        Assert.DoesNotContain(key, File.ReadAllText(_folder.File("keys.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_its_owner_reads_the_file()
    {
        Keys.Create("laptop", DateTimeOffset.UnixEpoch);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
#pragma warning disable CA1416 // skipped on Windows
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("keys.json")));
#pragma warning restore CA1416
    }

    [Fact]
    public void A_running_daemon_knows_at_once_of_a_key_that_another_process_revokes()
    {
        var running = Keys;
        var key = Keys.Create("laptop", DateTimeOffset.UnixEpoch);
        Assert.Equal("laptop", running.NameOf(key));
        Keys.Revoke("laptop");
        Assert.Null(running.NameOf(key));
    }

    [Fact]
    public void Names_are_used_once_and_what_is_not_there_is_told()
    {
        Keys.Create("laptop", DateTimeOffset.UnixEpoch);
        Assert.Throws<InvalidInputException>(() => Keys.Create("laptop", DateTimeOffset.UnixEpoch));
        Assert.Contains("laptop", Assert.Throws<InvalidInputException>(() => Keys.Revoke("lapto")).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("keys.json"), "{");
        Assert.Contains("cannot be read", Assert.Throws<GlyphException>(() => Keys.All()).Message, StringComparison.Ordinal);
    }
}
