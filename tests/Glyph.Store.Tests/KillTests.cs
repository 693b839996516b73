using System.Globalization;
using Glyph.Core;
using Glyph.Core.Trials;
using Glyph.Testing;

namespace Glyph.Store.Tests;

/// <summary>kill -9 loses nothing: a process appends, prints each number after Append returned, and is killed at random moments.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 12;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_trial_that_was_appended_survives_the_death_of_the_process()
    {
        var database = _folder.File("killed.db");
        var random = new RandomStream(TestSeed, "kill");
        var known = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var process = new AppenderProcess(database, 1_000_000);

            // The moment: some lines after the start, and then a part of one more append, which is in flight.
            Assert.Equal("open", await process.ReadLineAsync());
            for (var lines = random.Next(30); lines > 0; lines--)
            {
                known = int.Parse((await process.ReadLineAsync())!, CultureInfo.InvariantCulture);
            }

            Spin(random.Next(20_000));
            var rest = await process.KillAsync();
            known = rest.Count == 0 ? known : int.Parse(rest[^1], CultureInfo.InvariantCulture);

            using var store = LiteDbSearchStore.Open(database);
            var trials = store.Trials("killed");
            Assert.InRange(trials.Count, known, known + 1);
            Assert.Equal(Enumerable.Range(1, trials.Count), trials.Select(t => t.Number));
            Assert.All(trials, t => Assert.Equal(SampleRecords.Trial(t.Number).Candidate.Config, t.Candidate.Config));
            Assert.Equal(trials.Select(TrialPoint.Of), store.Points("killed"));
            known = trials.Count;
        }

        Assert.True(known > Rounds, $"only {known} trials were appended");
    }

    [Fact]
    public void What_was_appended_is_in_the_file_when_Append_returns()
    {
        // A copy of the file alone, taken while the store is open, is what any later death would leave at least.
        using var store = LiteDbSearchStore.Open(_folder.File("x.db"));
        store.Create(SampleRecords.Search("killed"));
        for (var number = 1; number <= 20; number++)
        {
            store.Append("killed", SampleRecords.Trial(number));
            File.Copy(store.Location, _folder.File("copy.db"), overwrite: true);
            using var copy = LiteDbSearchStore.Open(_folder.File("copy.db"));
            Assert.Equal(number, copy.Trials("killed").Count);
            Assert.Equal(number, copy.Points("killed").Count);
        }
    }

    private static long TestSeed => Environment.ProcessId;

    /// <summary>Passes some microseconds without giving the processor back.</summary>
    private static void Spin(int microseconds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start).TotalMicroseconds < microseconds)
        {
        }
    }
}
