using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Reading.Served;
using Microsoft.Extensions.Time.Testing;

namespace Glyph.Reading.Tests.Served;

public sealed class ResilientModelTests
{
    private static readonly ModelException Broken = new(ModelFault.Transient, "It broke.") { MayBeCharged = true };
    private static readonly ModelException Down = new(ModelFault.Transient, "The server cannot be reached.") { ServerUnavailable = true };

    private readonly HastyTime _time = new();

    [Fact]
    public async Task A_passing_fault_is_asked_again_later_and_later()
    {
        var inner = new ScriptedModel((number, _, _) => number < 6 ? throw Broken : Task.FromResult(ScriptedModel.Reply));
        using var model = new ResilientModel(inner, new ResilienceOptions(), _time);

        Assert.Equal(ScriptedModel.Reply, await model.AskAsync(Ask.Question(), Ask.Cancel));
        Assert.Equal(6, inner.Count);
        Assert.Equal(5, _time.Waits.Count);
        Assert.InRange(_time.Waits.Sum(wait => wait.TotalSeconds), 5, 120);
        Assert.True(_time.Waits[4] > _time.Waits[0]);
        Assert.All(_time.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task The_same_seed_waits_the_same()
    {
        async Task<IReadOnlyList<TimeSpan>> Waits(long seed)
        {
            var time = new HastyTime();
            using var model = new ResilientModel(new ScriptedModel((_, _, _) => throw Broken), new ResilienceOptions { Seed = seed }, time);
            await Ask.ErrorAsync(model);
            return time.Waits;
        }

        var first = await Waits(1);
        Assert.Equal(first, await Waits(1));
        Assert.NotEqual(first, await Waits(2));
    }

    [Fact]
    public async Task After_the_last_attempt_the_fault_comes_out_as_it_is()
    {
        var inner = new ScriptedModel((_, _, _) => throw Broken);
        using var model = new ResilientModel(inner, new ResilienceOptions { Attempts = 3 }, _time);

        Assert.Same(Broken, await Ask.ErrorAsync(model));
        Assert.Equal(3, inner.Count);
    }

    [Fact]
    public async Task One_attempt_is_one_attempt()
    {
        var inner = new ScriptedModel((_, _, _) => throw Broken);
        using var model = new ResilientModel(inner, new ResilienceOptions { Attempts = 1 }, _time);

        Assert.Same(Broken, await Ask.ErrorAsync(model));
        Assert.Equal(1, inner.Count);
    }

    [Fact]
    public async Task A_question_that_cannot_be_answered_is_asked_once_and_harms_no_other()
    {
        var wrong = new ModelException(ModelFault.Question, "Too long.");
        var inner = new ScriptedModel((number, _, _) => number == 1 ? throw wrong : Task.FromResult(ScriptedModel.Reply));
        using var model = new ResilientModel(inner, new ResilienceOptions(), _time);

        Assert.Same(wrong, await Ask.ErrorAsync(model));
        Assert.Equal(ScriptedModel.Reply, await model.AskAsync(Ask.Question(), Ask.Cancel));
        Assert.Equal(2, inner.Count);
    }

    [Fact]
    public async Task A_limit_of_spending_is_no_fault_to_try_again()
    {
        var inner = new ScriptedModel((_, _, _) => throw new SpendLimitException("No more."));
        using var model = new ResilientModel(inner, new ResilienceOptions(), _time);

        await Assert.ThrowsAsync<SpendLimitException>(() => model.AskAsync(Ask.Question(), Ask.Cancel));
        Assert.Equal(1, inner.Count);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(3600, 60)]
    public async Task The_wait_that_the_server_asks_for_is_kept_up_to_the_longest(int asked, int waited)
    {
        var busy = new ModelException(ModelFault.Transient, "Busy.") { ServerUnavailable = true, RetryAfter = TimeSpan.FromSeconds(asked) };
        var inner = new ScriptedModel((number, _, _) => number == 1 ? throw busy : Task.FromResult(ScriptedModel.Reply));
        using var model = new ResilientModel(inner, new ResilienceOptions(), _time);

        await model.AskAsync(Ask.Question(), Ask.Cancel);
        Assert.Equal([TimeSpan.FromSeconds(waited)], _time.Waits);
    }

    [Fact]
    public async Task A_server_that_is_down_fails_no_question_that_has_the_patience()
    {
        var start = _time.GetUtcNow();
        var inner = new ScriptedModel((_, _, _) => _time.GetUtcNow() - start < TimeSpan.FromMinutes(9) ? throw Down : Task.FromResult(ScriptedModel.Reply));
        using var model = new ResilientModel(inner, new ResilienceOptions { Attempts = 2 }, _time);

        Assert.Equal(ScriptedModel.Reply, await model.AskAsync(Ask.Question(), Ask.Cancel));
        Assert.InRange(inner.Count, 20, 120);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(9.5));
    }

    [Fact]
    public async Task After_the_patience_it_is_fatal_and_says_what_to_do()
    {
        var start = _time.GetUtcNow();
        using var model = new ResilientModel(new ScriptedModel((_, _, _) => throw Down), new ResilienceOptions(), _time);
        var error = await Ask.ErrorAsync(model);

        Assert.Equal(ModelFault.Fatal, error.Fault);
        Assert.Matches(@"^The server cannot be reached\. It has not answered for 10(\.\d)? minutes; see that it runs, and resume later\.$", error.Message);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task A_sign_of_life_renews_the_patience()
    {
        // Down for nine minutes, busy with another question for a moment, and down again: nobody is given up.
        var start = _time.GetUtcNow();
        var lived = false;
        var inner = new ScriptedModel((_, _, _) =>
        {
            var now = (_time.GetUtcNow() - start).TotalMinutes;
            if (now >= 9 && !lived)
            {
                lived = true;
                throw Broken;
            }

            return now < 18 ? throw Down : Task.FromResult(ScriptedModel.Reply);
        });
        using var model = new ResilientModel(inner, new ResilienceOptions(), _time);

        Assert.Equal(ScriptedModel.Reply, await model.AskAsync(Ask.Question(), Ask.Cancel));
        Assert.True(lived);
    }

    [Fact]
    public async Task While_the_server_is_down_one_question_at_a_time_looks_whether_it_is_back()
    {
        var time = new FakeTimeProvider();
        var isDown = true;
        var inner = new ScriptedModel((_, _, _) => isDown ? throw Down : Task.FromResult(ScriptedModel.Reply), concurrency: 8);
        using var model = new ResilientModel(inner, new ResilienceOptions(), time);
        var all = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => model.AskAsync(Ask.Question(), Ask.Cancel)));

        for (var second = 0; second < 60; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        // Fifty questions of their own would have asked hundreds of times in a minute.
        Assert.InRange(inner.Count, 2, 20);
        Assert.False(all.IsCompleted);
        isDown = false;
        while (!all.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.All(await all, reply => Assert.Equal(ScriptedModel.Reply, reply));
    }

    [Fact]
    public async Task No_more_are_asked_at_a_time_than_the_model_takes()
    {
        var go = new TaskCompletionSource();
        var inner = new ScriptedModel(async (_, _, _) => { await go.Task; return ScriptedModel.Reply; }, concurrency: 3);
        using var model = new ResilientModel(inner, new ResilienceOptions(), _time);
        var all = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => model.AskAsync(Ask.Question(), Ask.Cancel)));
        await inner.AskedAsync();
        await inner.AskedAsync();
        await inner.AskedAsync();
        go.SetResult();
        await all;

        Assert.Equal((20, 3), (inner.Count, inner.AtATime));
    }

    [Fact]
    public async Task A_fatal_fault_ends_all_that_wait_but_not_what_is_being_answered()
    {
        var time = new FakeTimeProvider();
        var go = new TaskCompletionSource();
        var answered = new TaskCompletionSource();
        var wrongKey = new ModelException(ModelFault.Fatal, "The key is wrong.");
        var inner = new ScriptedModel(
            async (_, question, _) =>
            {
                switch (question.Prompt)
                {
                    case "slow":
                        await answered.Task;
                        return ScriptedModel.Reply;
                    case "again":
                        throw Broken;
                    default:
                        await go.Task;
                        throw wrongKey;
                }
            },
            concurrency: 2);
        using var model = new ResilientModel(inner, new ResilienceOptions(), time);
        var slow = model.AskAsync(Ask.Question("slow"), Ask.Cancel);
        var again = model.AskAsync(Ask.Question("again"), Ask.Cancel);
        var fatal = model.AskAsync(Ask.Question("fatal"), Ask.Cancel);
        for (var i = 0; i < 3; i++)
        {
            await inner.AskedAsync();
        }

        var queued = model.AskAsync(Ask.Question("queued"), Ask.Cancel);
        go.SetResult();
        foreach (var task in new[] { again, fatal, queued, model.AskAsync(Ask.Question("later"), Ask.Cancel) })
        {
            var error = await Assert.ThrowsAsync<ModelException>(() => task);
            Assert.Equal((ModelFault.Fatal, "The key is wrong."), (error.Fault, error.Message));
        }

        Assert.Equal(3, inner.Count);
        answered.SetResult();
        Assert.Equal(ScriptedModel.Reply, await slow);
    }

    [Fact]
    public async Task Who_cancels_while_waiting_gets_a_cancellation()
    {
        var inner = new ScriptedModel((_, _, _) => throw Down);
        using var model = new ResilientModel(inner, new ResilienceOptions(), new FakeTimeProvider());
        using var cancel = new CancellationTokenSource();
        var asking = model.AskAsync(Ask.Question(), cancel.Token);
        await inner.AskedAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public void All_that_is_wrong_with_the_options_is_said_at_once()
    {
        var options = new ResilienceOptions { Attempts = 0, FirstDelay = TimeSpan.Zero, MaxBreak = TimeSpan.Zero, Patience = TimeSpan.FromSeconds(-1) };
        var error = Assert.Throws<InvalidInputException>(() => new ResilientModel(new ScriptedModel((_, _, _) => throw Broken), options, _time));

        Assert.Equal(4, error.Problems.Count);
    }
}
