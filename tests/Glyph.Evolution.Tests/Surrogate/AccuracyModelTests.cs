using Glyph.Core.Trials;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution.Tests.Surrogate;

public sealed class AccuracyModelTests
{
    [Fact]
    public void ItOrdersWhatItHasNotSeen()
    {
        var model = new AccuracyModel(TestSearch.Space, TestSearch.PixelGrid, TrialMaker.Read(40, seed: 1));
        var fresh = TrialMaker.Read(60, seed: 2);
        var pairs = fresh.SelectMany(a => fresh.Select(b => (a, b))).Where(p => Truth(p.a) > Truth(p.b) + 0.02).ToList();
        var right = pairs.Count(p => model.At(p.a).Mean > model.At(p.b).Mean);
        Assert.InRange((double)right / pairs.Count, 0.9, 1);
    }

    [Fact]
    public void ItsDoubtIsOfTheRightSize()
    {
        var model = new AccuracyModel(TestSearch.Space, TestSearch.PixelGrid, TrialMaker.Read(60, seed: 3));
        var covered = TrialMaker.Read(200, seed: 4).Count(t =>
        {
            var belief = model.At(t);
            return Math.Abs(ErrorScale.Of(Truth(t)) - belief.Mean) < 2 * belief.Deviation;
        });
        Assert.InRange(covered, 150, 200);
    }

    [Fact]
    public void ALuckyTrialIsDrawnTowardsItsLikesAndMoreLinesLess()
    {
        var trials = TrialMaker.Read(60, seed: 5);
        var lucky = trials.MinBy(t => Math.Abs(t.Objectives!.Value.Accuracy - 0.95))!;
        var few = Believed(lucky.Measurement!.Accuracy with { Mean = 1, Low = 0.97, High = 1 });
        var many = Believed(lucky.Measurement!.Accuracy with { Mean = 1, Low = 0.998, High = 1, Samples = 5_000 });
        Assert.True(few < many, $"{few} < {many}");
        Assert.InRange(few, ErrorScale.Of(0.9), ErrorScale.Of(1) - 0.2);

        double Believed(AccuracyEstimate accuracy)
        {
            var changed = lucky with { Measurement = lucky.Measurement! with { Accuracy = accuracy } };
            return new AccuracyModel(TestSearch.Space, TestSearch.PixelGrid, [.. trials.Select(t => t == lucky ? changed : t)]).At(changed).Mean;
        }
    }

    [Fact]
    public void ContendersOfOneBatchAreNotTheSameIdea()
    {
        var trials = TrialMaker.Read(40, seed: 6);
        var model = new AccuracyModel(TestSearch.Space, TestSearch.PixelGrid, trials);
        var contenders = new MarkContenders(model, trials.MaxBy(t => t.Objectives!.Value.Accuracy)!);
        var pool = TrialMaker.Read(200, seed: 7).Select(t =>
        {
            var features = model.FeaturesOf(t.Candidate, t.Objectives!.Value.Compression);
            return new HopefulChild(new Child(t.Candidate, t.Objectives.Value.Compression), features, model.At(features));
        }).ToList();
        var first = contenders.Select(pool, 1).Single();
        var twin = pool.First(c => c.Child == first);
        List<HopefulChild> twins = [.. pool, new(new Child(first.Candidate, first.Compression), twin.Features, twin.Belief)];

        Assert.Single(contenders.Select(twins, 5), c => c.Candidate == first.Candidate);
        Assert.Equal(5, contenders.Select(pool, 5).Distinct().Count());
    }

    private static double Truth(Trial trial) => SyntheticEvaluator.Truth(trial.Candidate.Config);
}
