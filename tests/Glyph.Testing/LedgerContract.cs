using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Core.Spending;
using Xunit;

namespace Glyph.Testing;

/// <summary>What every <see cref="ILedger"/> keeps.</summary>
public abstract class LedgerContract : IDisposable
{
    private ILedger? _ledger;

    /// <summary>The ledger under test; at the start of each test it has the searches <c>a</c> and <c>b</c>, which spent nothing.</summary>
    protected ILedger Ledger => _ledger ??= Open();

    /// <summary>Opens a ledger with the searches <c>a</c> and <c>b</c>.</summary>
    protected abstract ILedger Open();

    /// <summary>Closes the ledger and opens it again with what it holds; a ledger without a file gives itself back.</summary>
    protected abstract ILedger Reopen(ILedger ledger);

    public void Dispose()
    {
        CleanUp();
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes what the test left.</summary>
    protected virtual void CleanUp()
    {
    }

    public static Reservation Sample(string id, SpendPurpose purpose = SpendPurpose.Search) =>
        new(id, purpose, "some-model", new Spend(1, 4_000_000_000, 200, 0.012345678901234567m), new DateTimeOffset(2026, 11, 22, 21, 0, 0, TimeSpan.FromHours(2)));

    public static Settlement SampleSettlement(string id, string outcome = "stop") =>
        new(id, outcome, new Spend(1, 90, 20, 0.001m), Estimated: false, TimeSpan.FromMilliseconds(1_500.5));

    public static KeptAnswer SampleAnswer(string text = "line \"one\"\n字 😀 \u0001") =>
        new(text, FinishReason.Stop, 90, null, SampleRecords.Epoch);

    [Fact]
    public void An_empty_ledger_has_spent_nothing()
    {
        Assert.Empty(Ledger.Lines("a"));
        Assert.Equal(default, Ledger.Spent("a"));
        Assert.Null(Ledger.Find("key"));
        Assert.Equal(SpendTerms.None, Ledger.Terms("a"));
        Assert.Empty(Ledger.Lines("x"));
        Assert.Equal(default, Ledger.Spent("x"));
    }

    [Fact]
    public void Every_record_comes_back_as_it_was()
    {
        var terms = new SpendTerms(new SpendLimits(4.5m, null, 1_000_000), new PriceTable("EUR", new Dictionary<string, ModelPrice>(StringComparer.Ordinal) { ["m*"] = new(0.1m, 10) }));
        var outcome = SampleSettlement("r1", "length") with { Estimated = true };
        Ledger.SetTerms("a", SpendTerms.None with { Limits = new SpendLimits(1, 2, 3) });
        Ledger.SetTerms("a", terms);
        Ledger.Reserve("a", Sample("r1", SpendPurpose.Proof));
        Ledger.Reserve("a", Sample("r2"));
        Ledger.Settle("a", outcome, "key", SampleAnswer());
        var ledger = Reopen(Ledger);

        Same(new[] { new LedgerLine(Sample("r1", SpendPurpose.Proof), outcome), new LedgerLine(Sample("r2"), null) }, ledger.Lines("a"));
        Same(terms, ledger.Terms("a"));
        Assert.Equal(SampleAnswer(), ledger.Find("key"));
        Assert.Equal(SpendTerms.None, ledger.Terms("b"));
    }

    [Fact]
    public void A_reservation_counts_in_full_until_it_is_settled()
    {
        Ledger.SetTerms("a", SpendTerms.None);
        Ledger.Reserve("a", Sample("r1"));
        Assert.Equal(Sample("r1").Reserved, Ledger.Spent("a"));

        Ledger.Reserve("a", Sample("r2"));
        Ledger.Settle("a", SampleSettlement("r1"), null, null);
        var ledger = Reopen(Ledger);
        Assert.Equal(Sample("r2").Reserved + SampleSettlement("r1").Spent, ledger.Spent("a"));
        Assert.Equal(default, ledger.Spent("b"));

        ledger.Settle("a", SampleSettlement("r2"), null, null);
        Assert.Equal(new Spend(2, 180, 40, 0.002m), Reopen(ledger).Spent("a"));
    }

    [Fact]
    public void A_reservation_is_made_once_and_settled_once_in_a_search_that_is_there()
    {
        Assert.Contains("no search x", Assert.Throws<StoreException>(() => Ledger.Reserve("x", Sample("r1"))).Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => Ledger.SetTerms("x", SpendTerms.None));
        Assert.Contains("no reservation r1", Assert.Throws<StoreException>(() => Ledger.Settle("a", SampleSettlement("r1"), "key", SampleAnswer())).Message, StringComparison.Ordinal);
        Assert.Null(Ledger.Find("key"));

        Ledger.Reserve("a", Sample("r1"));
        Assert.Contains("reservation r1 already", Assert.Throws<StoreException>(() => Ledger.Reserve("a", Sample("r1"))).Message, StringComparison.Ordinal);
        Assert.Equal(Sample("r1").Reserved, Ledger.Spent("a"));
        Assert.Throws<StoreException>(() => Ledger.Settle("b", SampleSettlement("r1"), null, null));
        Ledger.Reserve("b", Sample("r1"));

        Ledger.Settle("a", SampleSettlement("r1"), null, null);
        Assert.Contains("settled the reservation r1", Assert.Throws<StoreException>(() => Ledger.Settle("a", SampleSettlement("r1"), "key", SampleAnswer())).Message, StringComparison.Ordinal);
        Assert.Equal(SampleSettlement("r1").Spent, Ledger.Spent("a"));
        Assert.Null(Ledger.Find("key"));
    }

    [Fact]
    public void The_first_answer_to_a_question_stays_and_belongs_to_no_search()
    {
        Ledger.Reserve("a", Sample("r1"));
        Ledger.Reserve("b", Sample("r1"));
        Ledger.Settle("a", SampleSettlement("r1"), "key", SampleAnswer("first"));
        Ledger.Settle("b", SampleSettlement("r1"), "key", SampleAnswer("second"));
        var ledger = Reopen(Ledger);
        Assert.Equal("first", ledger.Find("key")!.Text);
        Assert.Null(ledger.Find("ke"));
        Assert.Null(ledger.Find("KEY"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(20_000_000)]
    public void An_answer_may_be_empty_or_without_end(int length)
    {
        Ledger.Reserve("a", Sample("r1"));
        Ledger.Settle("a", SampleSettlement("r1"), "key", SampleAnswer(string.Concat(Enumerable.Repeat("ab字d", length / 4))));
        var answer = Reopen(Ledger).Find("key")!;
        Assert.Equal(length, answer.Text.Length);
        Assert.Equal(length / 4, answer.Text.Count(c => c == '字'));
    }

    [Fact]
    public async Task Many_may_reserve_and_settle_at_once()
    {
        const int writers = 8;
        const int each = 20;
        var ledger = Ledger;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                var id = FormattableString.Invariant($"{writer}-{i}");
                ledger.Reserve("a", Sample(id));
                ledger.Settle("a", SampleSettlement(id), id, SampleAnswer(id));
                Assert.Equal(id, ledger.Find(id)!.Text);
            }
        })));

        ledger = Reopen(ledger);
        Assert.Equal(new Spend(160, 160 * 90, 160 * 20, 0.160m), ledger.Spent("a"));
        Assert.Equal(writers * each, ledger.Lines("a").Count(line => line.Settlement is not null));
    }

    private static void Same<T>(T expected, T actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected, GlyphJson.Compact), JsonSerializer.Serialize(actual, GlyphJson.Compact));

    private static void Same<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair => Same(pair.First, pair.Second));
    }
}
