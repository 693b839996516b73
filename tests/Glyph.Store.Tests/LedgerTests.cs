using System.Globalization;
using System.IO.Compression;
using Glyph.Core;
using Glyph.Core.Spending;
using Glyph.Testing;
using LiteDB;

namespace Glyph.Store.Tests;

public sealed class LiteDbLedgerContractTests : LedgerContract
{
    private readonly TemporaryFolder _folder = new();
    private LiteDbSearchStore? _store;

    protected override ILedger Open()
    {
        _store = LiteDbSearchStore.Open(_folder.File("glyph.db"));
        _store.Create(SampleRecords.Search("a"));
        _store.Create(SampleRecords.Search("b"));
        return _store;
    }

    protected override ILedger Reopen(ILedger ledger)
    {
        _store!.Dispose();
        return _store = LiteDbSearchStore.Open(_store.Location);
    }

    protected override void CleanUp()
    {
        _store?.Dispose();
        _folder.Dispose();
    }
}

public sealed class InMemoryLedgerContractTests : LedgerContract
{
    protected override ILedger Open() => new InMemoryLedger("a", "b");

    protected override ILedger Reopen(ILedger ledger) => ledger;
}

public sealed class LedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_reserved_or_settled_survives_the_death_of_the_process()
    {
        var database = _folder.File("killed.db");
        var random = new RandomStream(Environment.ProcessId, "kill");
        var dead = 0;
        for (var round = 0; round < 10; round++)
        {
            using var process = new AppenderProcess(database, 1_000_000, what: "ledger");
            Assert.Equal("open", await process.ReadLineAsync());
            var printed = new List<string>();
            for (var lines = 1 + random.Next(10); lines > 0; lines--)
            {
                printed.Add((await process.ReadLineAsync())!);
            }

            printed.AddRange(await process.KillAsync());

            using var store = LiteDbSearchStore.Open(database);
            var ledger = store.Lines("killed").ToDictionary(line => line.Reservation.Id, StringComparer.Ordinal);
            foreach (var line in printed.Select(line => line.Split(' ')))
            {
                Assert.True(ledger.ContainsKey(line[1]), $"the reservation {line[1]} is lost");
                Assert.True(line[0] is "reserved" || ledger[line[1]].Settlement is not null, $"the settlement of {line[1]} is lost");
            }

            // An answer is there just when its request is settled, and the sum is that of the lines.
            Assert.All(ledger.Values, line => Assert.Equal(
                line.Settlement is null ? null : line.Reservation.Id, ((ILedger)store).Find($"key {line.Reservation.Id}")?.Text));
            Assert.Equal(ledger.Values.Aggregate(default(Spend), (sum, line) => sum + line.Counted), store.Spent("killed"));
            Assert.InRange(ledger.Values.Count(line => line.Settlement is null), dead, dead + 1);
            dead = ledger.Values.Count(line => line.Settlement is null);
        }

        Assert.True(dead > 0, "no process died between a reservation and its settlement");
    }

    [Fact]
    public void A_database_of_version_1_keeps_its_searches_and_gains_the_ledger()
    {
        var path = _folder.File("old.db");
        using (var old = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "version-1.db.gz")), CompressionMode.Decompress))
        using (var file = File.Create(path))
        {
            old.CopyTo(file);
        }

        using (var raw = new LiteDatabase(path))
        {
            Assert.Equal(1, raw.GetCollection("schema").FindById(1)["Version"].AsInt32);
            Assert.False(raw.CollectionExists("reservations"));
        }

        using (var fresh = LiteDbSearchStore.Open(_folder.File("new.db")))
        {
            fresh.Create(SampleRecords.Search("killed"));
            fresh.Append("killed", SampleRecords.Trial());
        }

        LiteDbSearchStore.Open(path).Dispose();
        Assert.Equal(Shape(_folder.File("new.db")), Shape(path));

        for (var opening = 1; opening <= 2; opening++)
        {
            using var store = LiteDbSearchStore.Open(path);
            Assert.Equal([1, 2, 3], store.Trials("killed").Select(t => t.Number));
            var id = opening.ToString(CultureInfo.InvariantCulture);
            store.Reserve("killed", LedgerContract.Sample(id));
            store.Settle("killed", LedgerContract.SampleSettlement(id), id, LedgerContract.SampleAnswer(id));
            Assert.Equal(opening, store.Spent("killed").Requests);
        }
    }

    /// <summary>The version, and every table with its indexes.</summary>
    private static List<string> Shape(string path)
    {
        using var raw = new LiteDatabase(path);
        using var indexes = raw.Execute("SELECT $ FROM $indexes");
        return
        [
            raw.GetCollection("schema").FindById(1)["Version"].ToString(),
            .. indexes.ToEnumerable().Select(i => $"{i["collection"]} {i["name"]} {i["unique"]}").Order(StringComparer.Ordinal),
        ];
    }
}
