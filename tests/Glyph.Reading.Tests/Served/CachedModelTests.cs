using System.Collections.Concurrent;
using Glyph.Core.Reading;
using Glyph.Core.Spending;
using Glyph.Reading.Served;

namespace Glyph.Reading.Tests.Served;

public sealed class CachedModelTests
{
    private readonly Answers _answers = new();

    [Fact]
    public async Task What_is_kept_is_not_asked()
    {
        var inner = new ScriptedModel((_, _, _) => throw new ModelException(ModelFault.Fatal, "It must not be asked."));
        var question = Ask.Question("Again?");
        _answers.Kept[QuestionKey.Of(inner.Parameters, question)] = new KeptAnswer("kept", FinishReason.Length, 5, 6, DateTimeOffset.UnixEpoch);

        var reply = await new CachedModel(inner, _answers).AskAsync(question, Ask.Cancel);

        Assert.Equal(new ModelReply("kept", FinishReason.Length, 5, 6) { Cached = true }, reply);
    }

    [Fact]
    public async Task What_is_not_kept_is_asked_each_time()
    {
        var inner = new ScriptedModel((_, _, _) => Task.FromResult(ScriptedModel.Reply));
        var model = new CachedModel(inner, _answers);

        Assert.Equal(ScriptedModel.Reply, await model.AskAsync(Ask.Question(), Ask.Cancel));
        Assert.Equal(ScriptedModel.Reply, await model.AskAsync(Ask.Question(), Ask.Cancel));
        Assert.Equal(2, inner.Count);
    }

    [Fact]
    public async Task Equal_questions_at_the_same_time_are_asked_once()
    {
        var go = new TaskCompletionSource();
        var inner = new ScriptedModel(async (_, _, _) => { await go.Task; return ScriptedModel.Reply; });
        var model = new CachedModel(inner, _answers);
        var same = Enumerable.Range(0, 10).Select(_ => model.AskAsync(Ask.Question(), Ask.Cancel)).ToArray();
        var other = model.AskAsync(Ask.Question("Something else."), Ask.Cancel);
        go.SetResult();
        await other;

        Assert.Equal(1, (await Task.WhenAll(same)).Count(reply => !reply.Cached));
        Assert.Equal(2, inner.Count);
    }

    [Fact]
    public async Task Where_the_first_fails_each_other_asks_for_itself()
    {
        var go = new TaskCompletionSource();
        var inner = new ScriptedModel(async (number, _, _) =>
        {
            await go.Task;
            return number == 1 ? throw new ModelException(ModelFault.Question, "Not this time.") : ScriptedModel.Reply;
        });
        var model = new CachedModel(inner, _answers);
        var first = model.AskAsync(Ask.Question(), Ask.Cancel);
        var others = new[] { model.AskAsync(Ask.Question(), Ask.Cancel), model.AskAsync(Ask.Question(), Ask.Cancel) };
        go.SetResult();

        await Assert.ThrowsAsync<ModelException>(() => first);
        Assert.All(await Task.WhenAll(others), reply => Assert.Equal("text", reply.Text));
        Assert.InRange(inner.Count, 2, 3);
    }

    [Fact]
    public async Task Where_the_first_is_cancelled_the_others_ask_on()
    {
        var inner = new ScriptedModel(async (number, _, token) =>
        {
            await (number == 1 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask);
            return ScriptedModel.Reply;
        });
        var model = new CachedModel(inner, _answers);
        using var cancel = new CancellationTokenSource();
        var first = model.AskAsync(Ask.Question(), cancel.Token);
        var second = model.AskAsync(Ask.Question(), Ask.Cancel);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(ScriptedModel.Reply, await second);
    }

    [Fact]
    public async Task Who_waits_for_another_can_be_cancelled()
    {
        var go = new TaskCompletionSource();
        var inner = new ScriptedModel(async (_, _, _) => { await go.Task; return ScriptedModel.Reply; });
        var model = new CachedModel(inner, _answers);
        using var cancel = new CancellationTokenSource();
        var first = model.AskAsync(Ask.Question(), Ask.Cancel);
        var second = model.AskAsync(Ask.Question(), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        go.SetResult();
        Assert.Equal(ScriptedModel.Reply, await first);
    }

    [Fact]
    public async Task Many_at_once_never_pay_twice_for_what_is_kept()
    {
        // As in use: the answer is kept before the question leaves the list of those that are asked.
        var inner = new ScriptedModel(async (_, question, _) =>
        {
            await Task.Yield();
            var key = QuestionKey.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = "scripted" }, question);
            Assert.True(_answers.Kept.TryAdd(key, new KeptAnswer(question.Prompt, FinishReason.Stop, 1, 1, DateTimeOffset.UnixEpoch)));
            return new ModelReply(question.Prompt, FinishReason.Stop, 1, 1);
        });
        var model = new CachedModel(inner, _answers);
        await Parallel.ForAsync(0, 2_000, Ask.Cancel, async (i, token) =>
        {
            var prompt = FormattableString.Invariant($"question {i % 40}");
            Assert.Equal(prompt, (await model.AskAsync(Ask.Question(prompt), token)).Text);
        });

        Assert.Equal(40, inner.Count);
    }

    /// <summary>A ledger of which only the answers are wanted.</summary>
    private sealed class Answers : ILedger
    {
        public ConcurrentDictionary<string, KeptAnswer> Kept { get; } = new(StringComparer.Ordinal);

        public KeptAnswer? Find(string answerKey) => Kept.GetValueOrDefault(answerKey);

        public void Reserve(string searchId, Reservation reservation) => throw new NotSupportedException();

        public void Settle(string searchId, Settlement settlement, string? answerKey, KeptAnswer? answer) => throw new NotSupportedException();

        public IReadOnlyList<LedgerLine> Lines(string searchId) => throw new NotSupportedException();

        public Spend Spent(string searchId) => throw new NotSupportedException();

        public void SetTerms(string searchId, SpendTerms terms) => throw new NotSupportedException();

        public SpendTerms Terms(string searchId) => throw new NotSupportedException();
    }
}
