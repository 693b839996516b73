using CsCheck;
using Glyph.Core;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Analysis;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Analysis;

public sealed class ParameterImportanceTests
{
    private static readonly SearchSpace Space = Parse("");

    private static readonly SearchSpace Conditional = Parse(""", "when": { "c": ["x", "y"] }""");

    private static SearchSpace Parse(string when) => SearchSpace.Parse(
        $$"""
        {
          "name": "five",
          "parameters": {
            "a": { "type": "real", "low": 0, "high": 1 },
            "b": { "type": "real", "low": 1, "high": 16, "log": true },
            "c": { "type": "categorical", "choices": [{ "name": "x", "set": { "dpi": 60 } }, { "name": "y", "set": { "dpi": 72 } }, { "name": "z", "set": { "dpi": 84 } }] },
            "d": { "type": "ordinal", "values": [1, 2, 4, 8]{{when}} },
            "e": { "type": "real", "low": 0, "high": 1 }
          },
          "derived": { "margin-x": { "sum": ["a", "b", "d"] }, "margin-y": { "sum": ["e"] } }
        }
        """, "test");

    private static List<Trial> Sample(int count, Func<Genome, (double Accuracy, double Compression)> objectives, SearchSpace? space = null)
    {
        var random = new RandomStream(7, "importance");
        return [.. Enumerable.Range(1, count).Select(number =>
        {
            var genome = (space ?? Space).Sample(random);
            var (accuracy, compression) = objectives(genome);
            var trial = TrialMaker.Complete(number, accuracy, compression);
            return trial with { Candidate = trial.Candidate with { Genome = genome } };
        })];
    }

    private static double Number(Genome genome, string name) => genome[name] is { } value ? value.Number : 0;

    private static GoalImportance Of(ParameterImportance importance, ImportanceGoal goal) => importance.Goals.Single(g => g.Goal == goal);

    private static double Share(GoalImportance goal, string name) => goal.Singles.Single(s => string.Equals(s.Parameter, name, StringComparison.Ordinal)).Share;

    [Fact]
    public void A_sum_is_shared_as_the_squares_of_its_slopes()
    {
        // Sobol's indices of 2a + b' on the unit square are 4/5 and 1/5; b counts on its logarithmic scale, 0 to 1.
        var trials = Sample(500, g => (0.9, Math.Exp((2 * Number(g, "a")) + (Math.Log(Number(g, "b")) / Math.Log(16)))));
        var compression = Of(ParameterImportance.Of(Space, trials, 1), ImportanceGoal.Compression);
        Assert.Equal(0.8, Share(compression, "a"), 0.06);
        Assert.Equal(0.2, Share(compression, "b"), 0.06);
        Assert.All(["c", "d", "e"], name => Assert.InRange(Share(compression, name), 0, 0.02));
        Assert.Equal("a", compression.Singles[0].Parameter);
    }

    [Fact]
    public void What_only_two_do_together_is_told_of_the_pair()
    {
        // 4 (a - 1/2) times -1, 0 or 1 by the choice: neither alone does anything.
        var trials = Sample(900, g => (0.9, Math.Exp(4 * (Number(g, "a") - 0.5) * (g["c"]!.Value.Choice[0] - 'y'))));
        var compression = Of(ParameterImportance.Of(Space, trials, 1), ImportanceGoal.Compression);
        Assert.Equal(("a", "c"), (compression.Pairs[0].First, compression.Pairs[0].Second));
        Assert.InRange(compression.Pairs[0].Share, 0.7, 1);
        Assert.All(compression.Singles, s => Assert.InRange(s.Share, 0, 0.1));
    }

    [Fact]
    public void Waves_and_a_choice_have_the_shares_that_are_known()
    {
        // Ishigami's function with its third variable a choice: sin(u) + 7 sin(v)^2 + 0.1 w^4 sin(u), u over a period, v over a
        // quarter, w of -1, 0, 1 times pi. By hand: V(u) = (1 + 0.1 E[w^4])^2 / 2, V(v) = 49/8, V(u, w) = 0.01 Var(w^4) / 2.
        var w4 = Math.Pow(Math.PI, 4);
        var (mean, variance) = (w4 * 2 / 3, (w4 * w4 * 2 / 3) - Math.Pow(w4 * 2 / 3, 2));
        var (vu, vv, vuw) = (Math.Pow(1 + (0.1 * mean), 2) / 2, 49.0 / 8, 0.01 * variance / 2);
        var trials = Sample(1000, g =>
        {
            var u = ((2 * Number(g, "a")) - 1) * Math.PI;
            var v = Math.Log(Number(g, "b")) / Math.Log(16) * Math.PI / 2;
            return (0.9, Math.Exp((Math.Sin(u) + (7 * Math.Pow(Math.Sin(v), 2)) + (0.1 * Math.Pow((g["c"]!.Value.Choice[0] - 'y') * Math.PI, 4) * Math.Sin(u))) / 4));
        });
        var compression = Of(ParameterImportance.Of(Space, trials, 1), ImportanceGoal.Compression);
        var all = vu + vv + vuw;
        Assert.Equal(vu / all, Share(compression, "a"), 0.08);
        Assert.Equal(vv / all, Share(compression, "b"), 0.08);
        Assert.Equal(vuw / all, compression.Pairs.Single(p => p is { First: "a", Second: "c" }).Share, 0.08);
        Assert.InRange(Share(compression, "e"), 0, 0.02);
    }

    [Fact]
    public void Being_inactive_is_a_value()
    {
        var trials = Sample(300, g => (0.9, g["d"] is null ? 1 : 4), Conditional);
        var compression = Of(ParameterImportance.Of(Conditional, trials, 1), ImportanceGoal.Compression);
        Assert.True(Share(compression, "c") + Share(compression, "d") + compression.Pairs.Where(p => p is { First: "c", Second: "d" }).Sum(p => p.Share) > 0.95);
    }

    [Fact]
    public void Accuracy_counts_on_the_error_scale_and_the_same_seed_gives_the_same()
    {
        var trials = Sample(200, g => (1 - Math.Pow(10, -1 - Number(g, "a")), 1 + Number(g, "e")));
        var importance = ParameterImportance.Of(Space, trials, 5);
        Assert.Equal(200, importance.Trials);
        Assert.InRange(Share(Of(importance, ImportanceGoal.Accuracy), "a"), 0.9, 1);
        Assert.InRange(Share(Of(importance, ImportanceGoal.Compression), "e"), 0.9, 1);
        Assert.Equivalent(importance, ParameterImportance.Of(Space, trials, 5), strict: true);
    }

    [Fact]
    public void Shares_are_shares()
    {
        foreach (var seed in Enumerable.Range(1, 8))
        {
            var random = new RandomStream(seed, "noise");
            var trials = Sample(40, _ => (0.5 + (random.NextDouble() / 2), 1 + random.NextDouble()));
            Assert.All(ParameterImportance.Of(Space, trials, seed).Goals, goal =>
            {
                Assert.All(goal.Singles, s => Assert.InRange(s.Share, 0, 1));
                Assert.InRange(goal.Singles.Sum(s => s.Share), 0, 1 + 1e-9);
                Assert.All(goal.Pairs, p => Assert.InRange(p.Share, 0, 1));
            });
        }
    }

    [Fact]
    public void Too_few_trials_say_so_and_what_never_varies_has_no_share()
    {
        var few = ParameterImportance.Of(Space, Sample(19, _ => (0.9, 2)), 1);
        Assert.Equal((19, 0), (few.Trials, few.Goals.Count));
        Assert.Contains("too few trials: 19", few.Problem, StringComparison.Ordinal);
        var same = ParameterImportance.Of(Space, Sample(30, _ => (0.9, 2)), 1);
        Assert.All(same.Goals, goal => Assert.All(goal.Singles, s => Assert.Equal(0, s.Share)));
    }

    [Fact]
    public void A_contribution_is_what_the_hypervolume_loses_without_it() => Gen.Select(Gen.Int[10, 20], Gen.Int[0, 8]).Array[1, 12].Sample(places =>
    {
        Objectives[] points = [.. places.Select(p => new Objectives(p.Item1 / 20.0, p.Item2))];
        var whole = ParetoFront.Hypervolume(points, ParetoFront.Reference);
        foreach (var (point, contribution) in ParameterImportance.Contributions(points))
        {
            var index = Array.IndexOf(points, point);
            Assert.Equal(whole - ParetoFront.Hypervolume(points.Where((_, i) => i != index), ParetoFront.Reference), contribution, 1e-9);
        }
    });
}
