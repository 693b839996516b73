using Glyph.Core.Corpora;
using Glyph.Core.Reading;
using Glyph.Evaluation.Tasks;

namespace Glyph.Evaluation.Tests.Tasks;

public sealed class JudgeTests
{
    private static readonly ReadingTask Task = new()
    {
        Id = "q",
        Kind = TaskKind.Question,
        Metric = TaskMetric.TokenF1,
        Question = "Who kept the ledger?",
        Answers = ["the lighthouse keeper", "the keeper {given}"],
    };

    [Theory]
    [InlineData("yes", Opinion.Yes)]
    [InlineData("**No.**", Opinion.No)]
    [InlineData("Unsure", Opinion.Unsure)]
    [InlineData("<think>no, well, yes</think>Yes", Opinion.Yes)]
    [InlineData("Yes and no.", Opinion.Unsure)]
    [InlineData("I know nothing.", Opinion.Unsure)]
    [InlineData("", Opinion.Unsure)]
    public async Task Understands_one_word_and_nothing_else(string reply, Opinion opinion)
    {
        var verdict = await new Judge(new Model(reply)).JudgeAsync(Task, "a man at the light", TestContext.Current.CancellationToken);

        Assert.Equal((opinion, reply), (verdict.Opinion, verdict.Reply));
    }

    [Fact]
    public async Task Shows_question_right_answers_and_the_answer_without_its_thinking()
    {
        var model = new Model("yes");

        await new Judge(model).JudgeAsync(Task, "<think>hm</think>a man {answers}", TestContext.Current.CancellationToken);

        var asked = Assert.Single(model.Asked);
        Assert.Empty(asked.Images);
        Assert.Contains("Question: Who kept the ledger?", asked.Prompt, StringComparison.Ordinal);
        Assert.Contains("- the lighthouse keeper\n- the keeper {given}\n", asked.Prompt, StringComparison.Ordinal);
        Assert.Contains("==========\na man {answers}\n==========", asked.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_answer_is_wrong_without_asking()
    {
        var model = new Model("yes");

        Assert.Equal(Opinion.No, (await new Judge(model).JudgeAsync(Task, " ", TestContext.Current.CancellationToken)).Opinion);
        Assert.Empty(model.Asked);
    }

    private sealed class Model(string reply) : IVisionModel
    {
        public List<ModelQuestion> Asked { get; } = [];

        public ReaderIdentity Identity { get; } = new("fake", new Dictionary<string, string>(StringComparer.Ordinal), "test");

        public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

        public ModelLimits Limits { get; } = new(1, null, null, 1);

        public Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
        {
            Asked.Add(question);
            return System.Threading.Tasks.Task.FromResult(new ModelReply(reply, FinishReason.Stop, null, null));
        }
    }
}
