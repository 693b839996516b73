using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Core.Spending;
using Glyph.Reading.Served;
using Glyph.Reading.Spending;
using Glyph.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Glyph.Reading.Tests.Spending;

public sealed class MeteredModelTests
{
    private static readonly ModelQuestion Question = new("the prompt", [], MaxAnswerTokens: 50) { ExpectedPromptTokens = 100, Purpose = SpendPurpose.Judge };
    private readonly InMemoryLedger _ledger = new("a");

    [Theory]
    [InlineData(FinishReason.Stop, "stop")]
    [InlineData(FinishReason.Length, "length")]
    [InlineData(FinishReason.ContentFilter, "content-filter")]
    [InlineData(FinishReason.Other, "other")]
    public async Task An_answer_is_settled_at_what_was_charged_and_kept(FinishReason finish, string outcome)
    {
        var reply = new ModelReply("the text", finish, 90, 7);
        var scripted = new ScriptedModel(() => reply);

        Assert.Equal(reply, await Ask(scripted));

        var line = Assert.Single(_ledger.Lines("a"));
        Assert.Equal((SpendPurpose.Judge, "m", new Spend(1, 100, 50, 0)), (line.Reservation.Purpose, line.Reservation.Model, line.Reservation.Reserved));
        Assert.Equal((outcome, new Spend(1, 90, 7, 0), false), (line.Settlement!.Outcome, line.Settlement.Spent, line.Settlement.Estimated));
        var kept = _ledger.Find(QuestionKey.Of(scripted.Parameters, Question))!;
        Assert.Equal(("the text", finish, 90L, 7L), (kept.Text, kept.Finish, kept.PromptTokens, kept.AnswerTokens));
        Assert.DoesNotContain(Question.Prompt, JsonSerializer.Serialize(_ledger.Lines("a"), GlyphJson.Compact), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_count_is_taken_to_have_charged_what_was_reserved()
    {
        await Ask(new ScriptedModel(() => new ModelReply("", FinishReason.Stop, null, null)));
        var settlement = _ledger.Lines("a")[0].Settlement!;
        Assert.Equal((new Spend(1, 100, 50, 0), true), (settlement.Spent, settlement.Estimated));
    }

    public static TheoryData<Exception, string, int> Failures => new()
    {
        { new ModelException(ModelFault.Transient, "busy") { Kind = "http-429" }, "http-429", 0 },
        { new ModelException(ModelFault.Question, "too large"), "question", 0 },
        { new ModelException(ModelFault.Fatal, "wrong key"), "fatal", 0 },
        { new ModelException(ModelFault.Transient, "slow") { Kind = "timeout", MayBeCharged = true }, "timeout", 100 },
        { new ModelException(ModelFault.Transient, "half an answer") { MayBeCharged = true }, "transient", 100 },
        { new OperationCanceledException(), "cancelled", 100 },
        { new InvalidOperationException("a defect"), "error", 100 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task An_error_counts_a_request_and_the_prompt_if_it_may_have_been_charged(Exception error, string outcome, int tokens)
    {
        var scripted = new ScriptedModel(() => throw error);

        Assert.Same(error, await Assert.ThrowsAnyAsync<Exception>(() => Ask(scripted)));

        var settlement = _ledger.Lines("a")[0].Settlement!;
        Assert.Equal((outcome, new Spend(1, tokens, 0, 0), tokens > 0), (settlement.Outcome, settlement.Spent, settlement.Estimated));
        Assert.Null(_ledger.Find(QuestionKey.Of(scripted.Parameters, Question)));
    }

    [Fact]
    public async Task Beyond_a_limit_nothing_is_asked()
    {
        var scripted = new ScriptedModel(() => new ModelReply("", FinishReason.Stop, 90, 0));
        var model = Metered(scripted, new SpendLimits(null, null, 250));
        await model.AskAsync(Question, TestContext.Current.CancellationToken);
        await model.AskAsync(Question, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<SpendLimitException>(() => model.AskAsync(Question, TestContext.Current.CancellationToken));
        Assert.Equal((2, 2), (scripted.Asked, _ledger.Lines("a").Count));
    }

    [Fact]
    public async Task A_request_that_was_sent_may_be_answered_for_a_while_after_nobody_waits_for_it()
    {
        using var cancel = new CancellationTokenSource();
        var time = new FakeTimeProvider();
        var sent = new TaskCompletionSource();
        var answer = new TaskCompletionSource<ModelReply>();
        var waiting = new FakeModel((_, token) =>
        {
            sent.TrySetResult();
            return answer.Task.WaitAsync(token);
        });
        var gate = SpendGate.Open(_ledger, "a", SpendTerms.None, ["m"], TimeProvider.System);

        var kept = new MeteredModel(waiting, "m", gate, time).AskAsync(Question, cancel.Token);
        await sent.Task;
        await cancel.CancelAsync();
        answer.SetResult(new ModelReply("late", FinishReason.Stop, 90, 1));
        Assert.Equal("late", (await kept).Text);
        Assert.Equal("late", _ledger.Find(QuestionKey.Of(waiting.Parameters, Question))!.Text);

        using var again = new CancellationTokenSource();
        var never = new FakeModel((_, token) => new TaskCompletionSource<ModelReply>().Task.WaitAsync(token));
        var lost = new MeteredModel(never, "m", gate, time).AskAsync(Question, again.Token);
        await again.CancelAsync();
        Assert.False(lost.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lost);
        Assert.Equal("cancelled", _ledger.Lines("a")[1].Settlement!.Outcome);
    }

    private Task<ModelReply> Ask(ScriptedModel scripted) =>
        Metered(scripted, SpendLimits.None).AskAsync(Question, TestContext.Current.CancellationToken);

    private MeteredModel Metered(ScriptedModel scripted, SpendLimits limits) => new(
        scripted,
        "m",
        SpendGate.Open(_ledger, "a", new SpendTerms(limits, null), ["m"], TimeProvider.System),
        TimeProvider.System);

    private sealed class ScriptedModel(Func<ModelReply> answer) : IVisionModel
    {
        public int Asked { get; private set; }

        public ReaderIdentity Identity { get; } = new("scripted", new Dictionary<string, string>(StringComparer.Ordinal), "here");

        public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = "m" };

        public ModelLimits Limits { get; } = new(1, null, null, 1);

        public Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(answer());
        }
    }
}
