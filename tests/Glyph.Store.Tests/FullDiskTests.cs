using Glyph.Testing;

namespace Glyph.Store.Tests;

/// <summary>A disk that takes no more, played by a limit on the size of files of a child process.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(444)]
    [InlineData(508)]
    [InlineData(510)]
    public async Task A_full_disk_ends_with_one_message_and_loses_nothing(int kibibytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs bash and ulimit");
        var database = _folder.File("x.db");
        using var process = new AppenderProcess(database, 1_000, $"export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f {kibibytes}");

        var (exitCode, output, error) = await process.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{database} cannot be written: ", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        var appended = output.Count - 1;
        Assert.True(appended > 0, "nothing was appended before the disk was full");

        using var store = LiteDbSearchStore.Open(database);
        var trials = store.Trials("killed");
        Assert.InRange(trials.Count, appended, appended + 1);
        Assert.Equal(Enumerable.Range(1, trials.Count), trials.Select(t => t.Number));
        store.Append("killed", SampleRecords.Trial(trials.Count + 1));
    }
}
