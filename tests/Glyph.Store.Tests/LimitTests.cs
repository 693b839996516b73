using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Spending;
using Glyph.Testing;

namespace Glyph.Store.Tests;

public sealed class LimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_corpus_may_be_larger_than_a_document_of_LiteDB()
    {
        var sample = SampleRecords.Search();
        var text = string.Concat(Enumerable.Range(0, 700_000).Select(i => FormattableString.Invariant($"line {i} 字\n")));
        Assert.True(2 * text.Length > 16 << 20);
        var search = sample with { Request = sample.Request with { Corpus = new Corpus("large", [new("a", text)], [new("b", text)]) } };
        using (var store = LiteDbSearchStore.Open(_folder.File("x.db")))
        {
            store.Create(search);
        }

        using var again = LiteDbSearchStore.Open(_folder.File("x.db"));
        Assert.Equal(search.Request.Corpus.Hash(), again.Find(null)!.Request.Corpus.Hash());
    }

    [Fact]
    public void A_name_that_is_too_long_is_refused_and_the_store_goes_on()
    {
        using var store = LiteDbSearchStore.Open(_folder.File("x.db"));
        store.Create(SampleRecords.Search("a"));

        var error = Assert.Throws<StoreException>(() => store.Append("a", SampleRecords.Entry(new string('g', 2_000))));
        Assert.Contains("cannot hold the record", error.Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => store.Create(SampleRecords.Search(new string('s', 2_000))));

        store.Append("a", SampleRecords.Entry("g0"));
        Assert.Single(store.Journal("a"));
        Assert.Single(store.Searches());
    }

    [Fact]
    public void A_record_that_is_too_large_is_refused_and_the_store_goes_on()
    {
        using var store = LiteDbSearchStore.Open(_folder.File("x.db"));
        store.Create(SampleRecords.Search("a"));

        var error = Assert.Throws<StoreException>(() => store.Append("a", SampleRecords.Entry("large") with { Answer = new string('x', 17 << 20) }));
        Assert.True(error.IsRefusal);

        store.Append("a", SampleRecords.Entry("small"));
        Assert.Equal("small", Assert.Single(store.Journal("a")).Id);
    }

    [Fact]
    public void A_sum_that_no_number_holds_is_refused_whole_and_the_store_goes_on()
    {
        using var store = LiteDbSearchStore.Open(_folder.File("x.db"));
        store.Create(SampleRecords.Search("a"));
        store.Reserve("a", LedgerContract.Sample("1") with { Reserved = new Spend(1, 1, 1, decimal.MaxValue) });

        var error = Assert.Throws<StoreException>(() => store.Reserve("a", LedgerContract.Sample("2") with { Reserved = new Spend(1, 1, 1, decimal.MaxValue) }));
        Assert.True(error.IsRefusal);

        Assert.Equal("1", Assert.Single(store.Lines("a")).Reservation.Id);
        store.Append("a", SampleRecords.Trial());
        Assert.Single(store.Trials("a"));
    }

    [Fact]
    public void A_closed_store_cannot_be_used_but_closed_again()
    {
        var store = LiteDbSearchStore.Open(_folder.File("x.db"));
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Searches());
    }
}
