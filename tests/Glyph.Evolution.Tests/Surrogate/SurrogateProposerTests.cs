using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Surrogate;

public sealed class SurrogateProposerTests
{
    [Fact]
    public async Task ItsCandidatesAreNewSoundAndBetterThanChance()
    {
        var trials = TrialMaker.Read(30, seed: 4);
        var proposed = await ProposeAsync(trials, 8, seed: 1);
        Assert.Equal(8, proposed.Select(c => c.Config.Hash()).Except(trials.Select(t => t.ConfigHash), StringComparer.Ordinal).Count());
        Assert.All(proposed, c => Assert.Equal(c.Config, TestSearch.Space.Decode(c.Genome!, TestSearch.PixelGrid)));
        Assert.All(proposed, c => Assert.Equal("surrogate", c.Provenance.Proposer));

        // What they add to the front, without noise, against as many draws from the priors.
        Assert.True(Added(trials, proposed) > 2 * Added(trials, [.. TrialMaker.Read(8, seed: 9).Select(t => t.Candidate)]));
    }

    [Fact]
    public async Task AskingAgainAsksTheSame()
    {
        var trials = TrialMaker.Read(20, seed: 4);
        Assert.Equal(
            (await ProposeAsync(trials, 5, seed: 3)).Select(c => c.Config.Hash()),
            (await ProposeAsync(trials, 5, seed: 3)).Select(c => c.Config.Hash()),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task WithoutTrialsItProposesWhatIsExpectedToBeRead()
    {
        var proposed = await ProposeAsync([], 6, seed: 1);
        Assert.Equal(6, proposed.Count);
        Assert.Contains(proposed, c => SyntheticEvaluator.Truth(c.Config) > 0.9);
    }

    [Fact]
    public async Task ItBeginsWithWhatCanBeRead()
    {
        var mark = TrialMaker.Read(1, seed: 4);
        var truths = new List<double>();
        for (var seed = 1; seed <= 10; seed++)
        {
            truths.AddRange((await ProposeAsync(mark, 4, seed)).Select(c => SyntheticEvaluator.Truth(c.Config)));
        }

        // The mark alone was read: what is in most doubt is mostly overrated, and out of its hundreds the best looks best.
        Assert.InRange(truths.Count(t => t < 0.3), 0, 3);
    }

    [Fact]
    public async Task EarlierSearchesTeachIt()
    {
        // Knowing nothing of its own, it proposes better by what another search has read of the same landscape.
        var earlier = TrialMaker.Read(60, seed: 11).Select(t => new EarlierTrial("before", t.Number, t.Candidate, t.Cost!, t.Measurement!.Accuracy)).ToList();
        var mark = TrialMaker.Read(1, seed: 4);
        var (without, with) = (0.0, 0.0);
        for (var seed = 1; seed <= 5; seed++)
        {
            without += Added(mark, await ProposeAsync(mark, 4, seed));
            with += Added(mark, await ProposeAsync(mark, 4, seed, earlier));
        }

        Assert.True(with > without, $"{with} > {without}");
    }

    private static async Task<List<Candidate>> ProposeAsync(IReadOnlyList<Trial> trials, int count, long seed, IReadOnlyList<EarlierTrial>? earlier = null)
    {
        var candidates = new List<Candidate>();
        var context = TestSearch.Context(trials, seed) with { Earlier = earlier ?? [] };
        await foreach (var candidate in new SurrogateProposer().ProposeAsync(context, count, TestContext.Current.CancellationToken))
        {
            candidates.Add(candidate);
        }

        return candidates;
    }

    private static double Added(IReadOnlyList<Trial> trials, IReadOnlyList<Candidate> candidates)
    {
        var evaluator = new SyntheticEvaluator();
        Objectives Of(Candidate c) => new(SyntheticEvaluator.Truth(c.Config), evaluator.Cost(c.Config, default).Compression);
        var before = trials.Select(t => Of(t.Candidate)).ToList();
        return ParetoFront.Hypervolume(before.Concat(candidates.Select(Of)), ParetoFront.Reference) - ParetoFront.Hypervolume(before, ParetoFront.Reference);
    }
}
