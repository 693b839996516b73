using CsCheck;
using Glyph.Core.Spending;
using Glyph.Testing;

namespace Glyph.Core.Tests.Spending;

public sealed class SpendGateTests
{
    private static readonly PriceTable Prices = new("USD", new Dictionary<string, ModelPrice>(StringComparer.Ordinal) { ["m"] = new(1_000_000, 2_000_000) });
    private readonly InMemoryLedger _ledger = new("a");

    [Fact]
    public async Task A_request_is_in_the_ledger_before_it_is_sent_and_counts_what_it_cost_afterwards()
    {
        var gate = Gate(new SpendLimits(100, null, null));

        var reservation = await Reserve(gate, 3, 10);
        Assert.Equal(new Spend(1, 3, 10, 23), _ledger.Spent("a"));
        Assert.Equal(reservation, Assert.Single(_ledger.Lines("a")).Reservation);

        gate.Settle(reservation, new SpendResult("stop", 2, 5, TimeSpan.FromSeconds(4)));
        Assert.Equal(new Settlement(reservation.Id, "stop", new Spend(1, 2, 5, 12), Estimated: false, TimeSpan.FromSeconds(4)), _ledger.Lines("a")[0].Settlement);
    }

    [Fact]
    public async Task What_was_spent_on_a_purpose_is_told_over_all_runs_with_what_nobody_settled()
    {
        await Reserve(Gate(SpendLimits.None), 3, 10, SpendPurpose.Proposal);
        var gate = Gate(SpendLimits.None);
        Assert.Equal(new Spend(1, 3, 10, 23), gate.SpentOn(SpendPurpose.Proposal));
        var reservation = await Reserve(gate, 5, 10, SpendPurpose.Proposal);
        Assert.Equal(new Spend(2, 8, 20, 48), gate.SpentOn(SpendPurpose.Proposal));
        gate.Settle(reservation, new SpendResult("stop", 5, 1, TimeSpan.Zero));
        await Reserve(gate, 1, 1, SpendPurpose.Search);
        Assert.Equal(new Spend(2, 8, 11, 30), gate.SpentOn(SpendPurpose.Proposal));
    }

    [Theory]
    [InlineData(null, 5L, 13)]
    [InlineData(2L, null, 22)]
    [InlineData(null, null, 23)]
    public async Task What_the_server_does_not_say_counts_as_reserved(long? input, long? output, int cost)
    {
        var gate = Gate(SpendLimits.None);
        gate.Settle(await Reserve(gate, 3, 10), new SpendResult("stop", input, output, TimeSpan.Zero));
        Assert.Equal((true, (decimal)cost), (_ledger.Lines("a")[0].Settlement!.Estimated, _ledger.Spent("a").Cost));
    }

    [Theory]
    [InlineData(SpendPurpose.Search, 80)]
    [InlineData(SpendPurpose.Confirmation, 90)]
    [InlineData(SpendPurpose.Proof, 100)]
    [InlineData(SpendPurpose.Judge, 100)]
    public async Task A_purpose_goes_up_to_its_share_of_each_limit(SpendPurpose purpose, int most)
    {
        foreach (var (limits, input) in new[] { (new SpendLimits(100, null, null), 1), (new SpendLimits(null, 100, null), 0), (new SpendLimits(null, null, 100), 1) })
        {
            var ledger = new InMemoryLedger("a");
            var gate = SpendGate.Open(ledger, "a", new SpendTerms(limits, Prices), ["m"], TimeProvider.System);
            for (var i = 0; i < most; i++)
            {
                gate.Settle(await Reserve(gate, input, 0, purpose), new SpendResult("stop", input, 0, TimeSpan.Zero));
            }

            await Assert.ThrowsAsync<SpendLimitException>(() => Reserve(gate, input, 0, purpose));
            Assert.Equal(most, ledger.Lines("a").Count);
        }
    }

    [Fact]
    public async Task A_refusal_says_which_limits_how_far_they_are_used_and_what_raises_them()
    {
        var gate = Gate(new SpendLimits(20, null, 1_000_000));
        gate.Settle(await Reserve(gate, 12, 0), new SpendResult("stop", 12, 0, TimeSpan.Zero));
        await Reserve(gate, 1, 1);

        var error = await Assert.ThrowsAsync<SpendLimitException>(() => Reserve(gate, 1, 2));

        Assert.Equal(
            "search a has reached its limit of 20 USD (--max-cost, of which reading trials may use 16, so that what comes after it can be paid): "
            + "12 spent, 3 reserved by running requests, and one more needs up to 5; 'glyph resume' with a higher --max-cost goes on",
            error.Message);
    }

    [Fact]
    public async Task A_request_waits_while_running_ones_may_cost_less_than_reserved()
    {
        var gate = Gate(new SpendLimits(null, null, 100));
        var first = await Reserve(gate, 50, 0);
        var second = Reserve(gate, 50, 0);
        Assert.False(second.IsCompleted);
        gate.Settle(first, new SpendResult("stop", 30, 0, TimeSpan.Zero));
        var reserved = await second;

        var third = Reserve(gate, 31, 0);
        Assert.False(third.IsCompleted);
        gate.Settle(reserved, new SpendResult("stop", 50, 0, TimeSpan.Zero));
        await Assert.ThrowsAsync<SpendLimitException>(() => third);
        Assert.Equal(80, _ledger.Spent("a").InputTokens);
    }

    [Fact]
    public async Task A_server_that_charges_more_than_expected_is_found_out_by_its_first_answer()
    {
        var gate = Gate(new SpendLimits(null, null, 100));
        var first = await Reserve(gate, 10, 0);
        var second = Reserve(gate, 10, 0);
        Assert.False(second.IsCompleted);

        Answer(gate, first, 30);
        Assert.Equal(30, (await second).Reserved.InputTokens);
        await Assert.ThrowsAsync<SpendLimitException>(() => Reserve(gate, 17, 0));
        Answer(gate, await second, 25);
        Assert.Equal(21, (await Reserve(gate, 7, 0)).Reserved.InputTokens);
    }

    [Fact]
    public async Task Without_a_limit_nobody_waits()
    {
        var gate = Gate(SpendLimits.None);
        await Reserve(gate, 10, 0);
        await Reserve(gate, 10, 0);
        Assert.Equal(2, _ledger.Spent("a").Requests);
    }

    [Fact]
    public async Task A_request_that_waits_can_be_cancelled()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var gate = Gate(new SpendLimits(null, null, 100));
        var running = await Reserve(gate, 50, 0);
        var waiting = gate.ReserveAsync(SpendPurpose.Search, "m", 50, 0, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Answer(gate, running, 50);
        await Reserve(gate, 30, 0);
    }

    [Fact]
    public async Task What_an_earlier_run_reserved_and_never_settled_is_spent()
    {
        await Reserve(Gate(new SpendLimits(null, null, 100)), 50, 0);
        var gate = Gate(new SpendLimits(null, null, 100));
        await Assert.ThrowsAsync<SpendLimitException>(() => Reserve(gate, 31, 0));
        await Reserve(gate, 30, 0);
        Assert.Equal(2, _ledger.Lines("a").Select(l => l.Reservation.Id).Distinct(StringComparer.Ordinal).Count());

        Assert.Equal(new SpendLimits(null, null, 100), _ledger.Terms("a").Limits);
        await Reserve(Gate(new SpendLimits(null, null, 200)), 80, 0);
    }

    [Fact]
    public async Task A_run_that_died_among_its_reservations_leaves_no_id_that_the_next_one_takes()
    {
        // Of three that were being written at once only the last is there.
        var other = new InMemoryLedger("a");
        var died = SpendGate.Open(other, "a", SpendTerms.None, ["m"], TimeProvider.System);
        await Reserve(died, 1, 0);
        await Reserve(died, 1, 0);
        _ledger.Reserve("a", await Reserve(died, 1, 0));

        var gate = Gate(SpendLimits.None);
        for (var i = 0; i < 5; i++)
        {
            await Reserve(gate, 1, 0);
        }

        Assert.Equal(6, _ledger.Spent("a").Requests);
    }

    [Fact]
    public void All_that_is_wrong_with_the_terms_is_said_before_anything_is_spent()
    {
        var error = Assert.Throws<InvalidInputException>(() =>
            SpendGate.Open(_ledger, "a", new SpendTerms(new SpendLimits(5, -1, -2), Prices), ["m", "other", "other"], TimeProvider.System));
        Assert.Equal(
            [
                "--max-requests is -1; it must be at least 0",
                "--max-tokens is -2; it must be at least 0",
                "--max-cost: the price file has no price for the model 'other'; nearest: 'm'; add one",
            ],
            error.Problems);

        error = Assert.Throws<InvalidInputException>(() =>
            SpendGate.Open(_ledger, "a", SpendTerms.None with { Limits = new SpendLimits(5, null, null) }, ["m"], TimeProvider.System));
        Assert.Contains("--max-cost needs the models' prices", error.Message, StringComparison.Ordinal);
        Assert.Equal(SpendTerms.None, _ledger.Terms("a"));
    }

    [Fact]
    public Task Many_requests_at_once_never_pass_a_limit_together_and_none_is_refused_that_would_have_fitted()
    {
        var request = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Double[0, 1], Gen.Enum<SpendPurpose>(), Gen.Int[0, 3]);
        return Gen.Select(Gen.Int[0, 400], Gen.Int[0, 40], Gen.Int[0, 600], request.Array[1, 40]).SampleAsync(
            (tokens, requests, cost, all) => Check(new SpendLimits(cost, requests, tokens), all), iter: 300);
    }

    private static async Task Check(SpendLimits limits, (int Input, int Output, double Used, SpendPurpose Purpose, int Yields)[] requests)
    {
        var ledger = new InMemoryLedger("a");
        var gate = SpendGate.Open(ledger, "a", new SpendTerms(limits, Prices), ["m"], TimeProvider.System);
        var refused = await Task.WhenAll(requests.Select(r => Task.Run(async () =>
        {
            try
            {
                var reservation = await Reserve(gate, r.Input, r.Output, r.Purpose);
                var isWithin = Within(limits, ledger.Spent("a"), 1);
                for (var i = 0; i < r.Yields; i++)
                {
                    await Task.Yield();
                }

                // Settled in any case, for others may wait for it.
                gate.Settle(reservation, new SpendResult("stop", (long)(r.Input * r.Used), (long)(r.Output * r.Used), TimeSpan.Zero));
                Assert.True(isWithin, "a limit is passed while requests run");
                return false;
            }
            catch (SpendLimitException)
            {
                return true;
            }
        })));

        var spent = ledger.Spent("a");
        Assert.Equal(refused.Count(r => !r), ledger.Lines("a").Count(l => l.Settlement is not null));
        Assert.True(Within(limits, spent, 1));
        Assert.All(requests.Zip(refused).Where(r => r.Second).Select(r => r.First), r => Assert.False(Within(
            limits, spent + new Spend(1, r.Input, r.Output, r.Input + (2 * r.Output)), new SpendShares().Of(r.Purpose))));
    }

    private static bool Within(SpendLimits limits, Spend spent, decimal share) =>
        spent.Cost <= limits.Cost * share && spent.Requests <= limits.Requests * share && spent.InputTokens + spent.OutputTokens <= limits.Tokens * share;

    private static Task<Reservation> Reserve(SpendGate gate, long input, long output, SpendPurpose purpose = SpendPurpose.Search) =>
        gate.ReserveAsync(purpose, "m", input, output, TestContext.Current.CancellationToken);

    private static void Answer(SpendGate gate, Reservation reservation, long inputTokens) => gate.Settle(
        reservation, new SpendResult("stop", inputTokens, 0, TimeSpan.Zero), reservation.Id, new KeptAnswer("x", Core.Reading.FinishReason.Stop, inputTokens, 0, DateTimeOffset.UnixEpoch));

    private SpendGate Gate(SpendLimits limits) => SpendGate.Open(_ledger, "a", new SpendTerms(limits, Prices), ["m"], TimeProvider.System);
}
