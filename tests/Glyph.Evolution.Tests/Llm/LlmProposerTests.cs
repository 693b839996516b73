using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Llm;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Evolution.Variation;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.Llm;

public sealed class LlmProposerTests
{
    private const string Good = """
        {"ideas": [
          {"kind": "edit", "parent": 1, "set": {"font-size": 7.3, "margin": 0}, "reason": "smaller letters"},
          {"kind": "edit", "parent": 1, "set": {"font-sise": 7}, "reason": "a slip"},
          {"kind": "edit", "parent": 999, "set": {"margin": 0}, "reason": "no such parent"},
          {"kind": "crossover", "parents": [1, 2], "take_from_second": ["page", "font-path", "margin"], "reason": "its page, font and margin"}]}
        """;

    [Fact]
    public async Task GoodAnswersBecomeTrialsWithReasonsAndTheirOutcomesAreRecorded()
    {
        await using var server = ChatServer.Saying(Good);
        var (store, _) = await RunAsync(server, evaluations: 20);

        var entry = store.Journal("test")[0];
        Assert.Equal(FormattableString.Invariant($"g{entry.Generation}-llm:tiny"), entry.Id);
        Assert.Equal((120, 30), (entry.PromptTokens, entry.AnswerTokens));
        Assert.Equal(new Spend(1, 120, 30, 0), entry.Spent);
        var first = store.Trials("test").First(t => t.Generation == entry.Generation && t.Candidate.Provenance.Journal is not null);
        Assert.Equal(("llm:tiny", "edit", "smaller letters", entry.Id), (first.Candidate.Provenance.Proposer, first.Candidate.Provenance.Operator, first.Candidate.Provenance.Reason, first.Candidate.Provenance.Journal));
        Assert.Equal(0, first.Candidate.Provenance.Idea);
        Assert.Equal(7.25, first.Candidate.Config.FontSize);
        Assert.Equal(0, first.Candidate.Config.MarginX);

        var ideas = store.Ideas("test").Where(i => string.Equals(i.Journal, entry.Id, StringComparison.Ordinal)).OrderBy(i => i.Index).ToList();
        Assert.Contains("font-size 7.3 became 7.25", ideas[0].Detail, StringComparison.Ordinal);
        Assert.Equal("repaired", ideas[0].Outcome);
        if (ideas[1].Detail is not "no place was left for it")
        {
            Assert.Contains("'font-sise'; nearest: 'font-size'", ideas[1].Detail, StringComparison.Ordinal);
            Assert.Contains("there is no trial 999", ideas[2].Detail, StringComparison.Ordinal);
        }

        Assert.Equal(4, ideas.Count);
        AssertSumsAgree(store);
    }

    [Fact]
    public async Task TheAnswerIsJournalledBeforeItsTrialExists()
    {
        await using var server = ChatServer.Saying(Good);
        var inner = new InMemorySearchStore();
        var seen = new List<bool>();
        var store = new WatchedStore(inner)
        {
            BeforeTrial = trial => seen.Add(trial.Candidate.Provenance.Journal is not { } id || inner.Journal("test").Any(e => string.Equals(e.Id, id, StringComparison.Ordinal) && e.Answer is Good)),
        };
        await RunAsync(server, evaluations: 20, store: store);
        Assert.Contains(inner.Trials("test"), t => t.Candidate.Provenance.Journal is not null);
        Assert.DoesNotContain(false, seen);
    }

    [Theory]
    [InlineData("Sure! Here it is:\n```json\n{0}\n```\nGood luck.")]
    [InlineData("<think>maybe [a] or {{b}}</think>\n{0}")]
    public async Task IdeasAreFoundInsideFencesAndTalk(string talk)
    {
        await using var server = ChatServer.Saying(talk.Replace("{0}", Good, StringComparison.Ordinal));
        var (store, _) = await RunAsync(server, evaluations: 20);
        Assert.Contains(store.Trials("test"), t => t.Candidate.Provenance.Reason is "smaller letters");
    }

    [Fact]
    public async Task NonsenseIsJournalledAndClassicalVariationFillsIn()
    {
        await using var server = ChatServer.Saying("I would rather talk about the weather.");
        var (store, events) = await RunAsync(server, evaluations: 20);
        Assert.Contains("no JSON list", store.Journal("test")[0].Error, StringComparison.Ordinal);
        Assert.Equal("I would rather talk about the weather.", store.Journal("test")[0].Answer);
        AssertClassical(store, events, 20);
    }

    [Fact]
    public async Task AServerErrorIsJournalledAndClassicalVariationFillsIn()
    {
        await using var server = new ChatServer((_, _) => Task.FromResult((500, """{"error": {"message": "out of memory"}}""")));
        var (store, events) = await RunAsync(server, evaluations: 20);
        Assert.NotNull(store.Journal("test")[0].Error);
        Assert.Null(store.Journal("test")[0].Answer);
        Assert.Equal(store.Journal("test").Count, server.Requests.Count);
        AssertClassical(store, events, 20);
    }

    [Fact]
    public async Task AServerThatHangsIsGivenUp()
    {
        await using var server = new ChatServer(async (_, stop) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return (200, "");
        });
        var (store, events) = await RunAsync(server, evaluations: 20, timeout: TimeSpan.FromMilliseconds(150));
        Assert.Contains("no answer within", store.Journal("test")[0].Error, StringComparison.Ordinal);
        AssertClassical(store, events, 20);
    }

    [Fact]
    public async Task AServerThatIsDownIsLeftAloneAfterThreeFailures()
    {
        Uri endpoint;
        await using (var server = ChatServer.Saying(Good))
        {
            endpoint = server.Endpoint;
        }

        var (store, events) = await RunAsync(endpoint, evaluations: 60);
        var asked = store.Journal("test").Select(e => e.Generation).ToList();
        Assert.True(asked.Count > 3, string.Join(", ", asked));
        Assert.All(asked.Zip(asked.Skip(1)).Skip(2), pair => Assert.True(pair.Second - pair.First > 3, string.Join(", ", asked)));
        Assert.All(store.Journal("test"), e => Assert.Equal(new Spend(1, 0, 0, 0), e.Spent));
        Assert.Contains(events.OfType<SearchNotice>(), n => n.Message.Contains("failed 3 times in a row", StringComparison.Ordinal));
        AssertClassical(store, events, 60);
    }

    [Fact]
    public async Task AServerThatKnowsNoSchemaIsAskedWithoutIt()
    {
        await using var server = new ChatServer((body, _) => Task.FromResult(body.Contains("json_schema", StringComparison.Ordinal)
            ? (400, """{"error": {"message": "response_format is not supported"}}""")
            : (200, ChatServer.Completion(Good))));
        var (store, _) = await RunAsync(server, evaluations: 30);
        Assert.All(store.Journal("test"), e => Assert.Null(e.Error));
        Assert.Contains("json_schema", server.Requests[0], StringComparison.Ordinal);
        Assert.Equal(store.Journal("test").Count + 1, server.Requests.Count);
        Assert.DoesNotContain(server.Requests.Skip(1), body => body.Contains("json_schema", StringComparison.Ordinal));
        Assert.Equal(new Spend(2, 120, 30, 0), store.Journal("test")[0].Spent);
    }

    [Fact]
    public async Task TheKeyIsSentAndNeverStored()
    {
        await using var server = ChatServer.Saying(Good);
        var (store, _) = await RunAsync(server.Endpoint, evaluations: 20, key: "sk-secret-7");
        Assert.All(server.Keys, key => Assert.Equal("Bearer sk-secret-7", key));
        Assert.DoesNotContain("sk-secret-7", System.Text.Json.JsonSerializer.Serialize(store.Journal("test")), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret-7", System.Text.Json.JsonSerializer.Serialize(store.Find("test")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AResumedSearchUsesTheJournalsAnswerInsteadOfAskingAgain()
    {
        await using var server = ChatServer.Saying(Good);
        var (whole, _) = await RunAsync(server, evaluations: 20);

        var store = new InMemorySearchStore();
        var dying = new WatchedStore(store) { BeforeTrial = t => ThrowIf(t.Generation > 0 && store.Journal("test").Count > 0) };
        await Assert.ThrowsAsync<Core.StoreException>(() => RunAsync(server, evaluations: 20, store: dying));
        Assert.Single(store.Journal("test"));

        var before = server.Requests.Count;
        await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator(), ProposersOf(server.Endpoint, store, null, null)), store.Find("test")!, TestContext.Current.CancellationToken);
        Assert.Equal(before + whole.Journal("test").Count - 1, server.Requests.Count);
        Assert.Equal(whole.Trials("test").Select(t => t.ConfigHash), store.Trials("test").Select(t => t.ConfigHash), StringComparer.Ordinal);
        Assert.Equal(whole.Ideas("test"), store.Ideas("test"));
    }

    private static void ThrowIf(bool dead)
    {
        if (dead)
        {
            throw new Core.StoreException("the disk is full");
        }
    }

    private static void AssertClassical(ISearchStore store, List<SearchEvent> events, int evaluations)
    {
        Assert.Equal(evaluations, store.Trials("test").Count(t => t.Status == TrialStatus.Complete));
        Assert.DoesNotContain(store.Trials("test"), t => t.Candidate.Provenance.Proposer is "llm:tiny");
        Assert.Contains(events.OfType<SearchNotice>(), n => n.Message.Contains("classical variation fills in", StringComparison.Ordinal));
        Assert.Equal(SearchState.Finished, Assert.IsType<SearchStopped>(events[^1]).State);
        AssertSumsAgree(store);
    }

    /// <summary>What was proposed is read or dropped, every dropped idea has an outcome, and tallies, journal and trials tell the same.</summary>
    private static void AssertSumsAgree(ISearchStore store)
    {
        var tallies = store.Generations("test").SelectMany(g => g.Proposers).Where(t => t.Proposer is "llm:tiny").ToList();
        Assert.All(tallies, t => Assert.Equal(t.Proposed, t.Evaluations + t.Dropped.Values.Sum()));
        Assert.Equal(tallies.Sum(t => t.Evaluations), store.Trials("test").Count(t => t.IsEvaluation && t.Candidate.Provenance.Proposer is "llm:tiny"));
        Assert.Equal(tallies.Sum(t => t.Proposed), store.Ideas("test").Count);
        Assert.All(store.Ideas("test").Where(i => i.Outcome is "dropped"), i => Assert.NotEmpty(i.Detail!));
        var spent = tallies.Aggregate(default(Spend), (sum, t) => sum + t.Spent);
        Assert.Equal(store.Journal("test").Aggregate(default(Spend), (sum, e) => sum + e.Spent), spent);
    }

    private static Task<(ISearchStore Store, List<SearchEvent> Events)> RunAsync(ChatServer server, int evaluations, TimeSpan? timeout = null, ISearchStore? store = null) =>
        RunAsync(server.Endpoint, evaluations, timeout, store);

    private static async Task<(ISearchStore Store, List<SearchEvent> Events)> RunAsync(Uri endpoint, int evaluations, TimeSpan? timeout = null, ISearchStore? store = null, string? key = null)
    {
        store ??= new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: evaluations, change: r => r with { Llms = [new LlmRequest(endpoint, "tiny")] });
        var events = await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator(), ProposersOf(endpoint, store, timeout, key)), search, TestContext.Current.CancellationToken);
        return (store, events);
    }

    private static IReadOnlyList<IProposer> ProposersOf(Uri endpoint, ISearchStore store, TimeSpan? timeout, string? key)
    {
        var chat = LlmChat.Create(new LlmRequest(endpoint, "tiny"), key);
        var options = new LlmOptions { Model = "tiny", Count = text => text.Length / 4, Time = TimeProvider.System, Rules = new LlmRules { Timeout = timeout ?? new LlmRules().Timeout } };
        return [new LlmProposer(store, chat, options), new VariationProposer(), new PriorProposer()];
    }
}
