using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Surrogate;

public sealed class AccuracyModelTests
{
    private static readonly int Choices = TestSearch.Space.Parameters.OfType<CategoricalParameter>().Count();

    [Fact]
    public void ItOrdersWhatItHasNotSeen()
    {
        var model = Learn(TrialMaker.Read(40, seed: 1));
        var fresh = TrialMaker.Read(60, seed: 2);
        var pairs = fresh.SelectMany(a => fresh.Select(b => (a, b))).Where(p => Truth(p.a) > Truth(p.b) + 0.02).ToList();
        var right = pairs.Count(p => model.At(FeaturesOf(p.a)).Mean > model.At(FeaturesOf(p.b)).Mean);
        Assert.InRange((double)right / pairs.Count, 0.9, 1);
    }

    [Fact]
    public void ItsDoubtIsOfTheRightSize()
    {
        var model = Learn(TrialMaker.Read(60, seed: 3));
        var covered = TrialMaker.Read(200, seed: 4).Count(t =>
        {
            var belief = model.At(FeaturesOf(t));
            return Math.Abs(ErrorScale.Of(Truth(t)) - belief.Mean) < 2 * Math.Sqrt((belief.Deviation * belief.Deviation) + model.Unexplained);
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
            return Learn([.. trials.Select(t => t == lucky ? changed : t)]).At(FeaturesOf(changed)).Mean;
        }
    }

    [Fact]
    public void WithoutALessonItExpectsWhatIsLegible()
    {
        var model = new AccuracyModel([], Choices);
        var trials = TrialMaker.Read(30, seed: 6);
        Assert.All(trials, t => Assert.Equal(Legibility.At(t.Cost!.Sight!), model.At(FeaturesOf(t)).Mean, 1e-9));

        var wide = trials[0].Cost!.Sight! with { XHeight = 4, CharacterWidth = 3.2, Overlap = -4, IsResampled = false };
        Assert.InRange(ErrorScale.AccuracyAt(Legibility.At(wide)), 0.92, 0.98);
        Assert.InRange(ErrorScale.AccuracyAt(Legibility.At(wide with { CharacterWidth = 2.1 })), 0.2, 0.6);
        Assert.True(Legibility.At(wide with { Overlap = 0 }) < Legibility.At(wide));
        Assert.True(Legibility.At(wide with { IsResampled = true }) < Legibility.At(wide));
    }

    private static AccuracyModel Learn(IReadOnlyList<Trial> trials) => new([.. trials.Select(t => new Lesson(FeaturesOf(t), t.Measurement!.Accuracy))], Choices);

    private static Features FeaturesOf(Trial trial) => Features.Of(TestSearch.Space, trial.Candidate.Genome, trial.Cost!);

    private static double Truth(Trial trial) => SyntheticEvaluator.Truth(trial.Candidate.Config);
}
