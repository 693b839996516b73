using System.Runtime.CompilerServices;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.Loop;

public sealed class GenerationPlannerTests
{
    private static readonly List<Candidate> Candidates = [.. TrialMaker.Read(20, 3)
        .Select(t => t.Candidate)
        .Where(c => TestSearch.Space.Violations(c.Config).Count == 0)
        .DistinctBy(c => c.Config.Hash(), StringComparer.Ordinal)];

    [Fact]
    public async Task OfTwoConfigsWhosePagesLookAlikeTheSecondIsDroppedAndCostsNothing()
    {
        var plan = await PlanAsync([], Candidates[..2], evaluations: 2);
        Assert.Equal(Candidates[0], Assert.Single(plan.Trials).Candidate);
        Assert.Equal(AlikeEvaluator.Pages, plan.Trials[0].PagesHash);
        var tally = Assert.Single(plan.Tallies);
        Assert.Equal(2, tally.Proposed);
        Assert.Equal(new Dictionary<DropReason, int> { [DropReason.SamePages] = 1 }, tally.Dropped);
        Assert.Equal(1, plan.Trials.Count(t => t.IsEvaluation));
    }

    [Fact]
    public async Task PagesThatAnEarlierTrialHadAreNotReadAgain()
    {
        var earlier = TrialMaker.Complete(1, 0.9, 2) with { PagesHash = AlikeEvaluator.Pages };
        var plan = await PlanAsync([earlier], Candidates[..1], evaluations: 2);
        Assert.Empty(plan.Trials);
        Assert.Equal(1, Assert.Single(plan.Tallies).Dropped[DropReason.SamePages]);
    }

    [Fact]
    public async Task AConfigThatIsATrialAlreadyIsDroppedBeforeAnythingIsDrawn()
    {
        var earlier = TrialMaker.Complete(1, 0.9, 2) with { ConfigHash = Candidates[0].Config.Hash() };
        var plan = await PlanAsync([earlier], [Candidates[0], Candidates[1], Candidates[1]], evaluations: 3);
        Assert.Equal(Candidates[1], Assert.Single(plan.Trials).Candidate);
        Assert.Equal(new Dictionary<DropReason, int> { [DropReason.SameConfig] = 2 }, Assert.Single(plan.Tallies).Dropped);
    }

    [Fact]
    public async Task WhatComesWhenAllPlacesAreTakenIsSurplus()
    {
        var plan = await PlanAsync([], Candidates[..2], evaluations: 1);
        Assert.Single(plan.Trials);
        Assert.Equal(1, Assert.Single(plan.Tallies).Dropped[DropReason.Surplus]);
    }

    [Fact]
    public void ACostIsKeptUntilThereAreTooMany()
    {
        var evaluator = new AlikeEvaluator();
        var book = new CostBook(evaluator);
        var mark = RenderConfig.Published();
        book.Of(mark);
        book.Trim();
        book.Of(mark);
        Assert.Equal(1, evaluator.Costs);

        foreach (var i in Enumerable.Range(1, 20_000))
        {
            book.Of(mark with { FontSize = 5 + (i / 10_000.0) });
        }

        book.Trim();
        book.Of(mark);
        Assert.Equal(20_002, evaluator.Costs);
    }

    private static async Task<GenerationPlan> PlanAsync(IReadOnlyList<Trial> earlier, IReadOnlyList<Candidate> candidates, int evaluations)
    {
        using var store = new InMemorySearchStore();
        var parts = TestSearch.Parts(store, new AlikeEvaluator(), [new OnceProposer(candidates)]);
        var archive = new TrialArchive(earlier.Select(TrialPoint.Of), number => earlier[number - 1]);
        var standing = Standing.Of(archive.Before(1), parts.Engine, 20);
        return await new GenerationPlanner(TestSearch.Create(store), parts).PlanAsync(1, standing, [], evaluations, TestContext.Current.CancellationToken);
    }

    /// <summary>Proposes all it has the first time.</summary>
    private sealed class OnceProposer(IReadOnlyList<Candidate> candidates) : IProposer
    {
        private bool _asked;

        public string Name => "once";

        public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var candidate in _asked ? [] : candidates)
            {
                yield return candidate;
            }

            _asked = true;
            await Task.CompletedTask;
        }
    }

    /// <summary>Under which all pages look alike.</summary>
    private sealed class AlikeEvaluator : IEvaluator
    {
        public const string Pages = "alike";

        private readonly SyntheticEvaluator _inner = new();

        public int Costs { get; private set; }

        public CostReport Cost(RenderConfig config, CorpusSplit split)
        {
            Costs++;
            return _inner.Cost(config, split);
        }

        public string PagesHash(RenderConfig config, CorpusSplit split, CancellationToken cancellationToken) => Pages;

        public Task<Measurement> ReadAsync(RenderConfig config, ReadPlan plan, Func<Measurement, bool>? readOn, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("A plan reads nothing.");
    }
}
