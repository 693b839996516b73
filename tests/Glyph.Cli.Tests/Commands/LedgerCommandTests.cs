using Glyph.Core.Spending;
using Glyph.Store;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

public sealed class LedgerCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_ledger_is_summed_by_purpose_and_outcome_with_the_use_of_the_limits()
    {
        using (var store = LiteDbSearchStore.Open(_folder.File("x.db")))
        {
            store.Create(SampleRecords.Search("a"));
            store.SetTerms("a", new SpendTerms(
                new SpendLimits(10, null, 1_000), new PriceTable("EUR", new Dictionary<string, ModelPrice>(StringComparer.Ordinal) { ["m"] = new(1, 1) })));
            Add(store, "1", SpendPurpose.Search, "stop", new Spend(1, 90, 10, 0.5m));
            Add(store, "2", SpendPurpose.Search, "stop", new Spend(1, 100, 50, 1.5m), estimated: true);
            Add(store, "3", SpendPurpose.Search, "http-429", new Spend(1, 0, 0, 0));
            Add(store, "4", SpendPurpose.Proof, "stop", new Spend(1, 40, 10, 0.25m));
            store.Reserve("a", new Reservation("5", SpendPurpose.Proof, "m", new Spend(1, 100, 100, 0.75m), SampleRecords.Epoch));
        }

        var json = (await CliRun.Of("ledger", "--db", _folder.File("x.db"), "--json")).Json;
        Assert.Equal(("a", "EUR", 10m, 3m), (json.GetProperty("search").GetString(), json.GetProperty("currency").GetString(), json.GetProperty("limits").GetProperty("cost").GetDecimal(), json.GetProperty("spent").GetProperty("cost").GetDecimal()));
        Assert.Equal(
            "search http-429 1 0 0 0 2 0, search stop 2 190 60 2.0 4 1, proof stop 1 40 10 0.25 2 0, proof unsettled 1 100 100 0.75 0 1",
            string.Join(", ", json.GetProperty("rows").EnumerateArray().Select(row => string.Join(' ', row.EnumerateObject().SelectMany(member =>
                member.NameEquals("spent") ? member.Value.EnumerateObject().Select(m => m.Value.ToString()) : [member.Value.ToString()])))));

        var shown = (await CliRun.Of("ledger", "--db", _folder.File("x.db"))).Output;
        Assert.Contains("3 of 10 EUR (--max-cost), 30.00 %", shown, StringComparison.Ordinal);
        Assert.Contains("500 of 1,000 tokens (--max-tokens), 50.00 %", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("--max-requests", shown, StringComparison.Ordinal);
        Assert.Contains("unsettled: the process died", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_without_requests_says_so()
    {
        using (var store = LiteDbSearchStore.Open(_folder.File("x.db")))
        {
            store.Create(SampleRecords.Search("a"));
        }

        Assert.Equal("no request was sent", (await CliRun.Of("ledger", "--db", _folder.File("x.db"))).Output.Trim());
        var unknown = await CliRun.Of("ledger", "--db", _folder.File("x.db"), "--search", "b");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("no search is called 'b'", unknown.Error, StringComparison.Ordinal);
    }

    private static void Add(LiteDbSearchStore store, string id, SpendPurpose purpose, string outcome, Spend spent, bool estimated = false)
    {
        store.Reserve("a", new Reservation(id, purpose, "m", new Spend(1, 100, 100, 2), SampleRecords.Epoch));
        store.Settle("a", new Settlement(id, outcome, spent, estimated, TimeSpan.FromSeconds(2)), null, null);
    }
}
