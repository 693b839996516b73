using Glyph.Core.Trials;
using Glyph.Evolution.Analysis;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Analysis;

public sealed class FrontMembershipTests
{
    private static IReadOnlyList<Finalist> Finalists(params Trial[] trials) => Finalist.Of([.. trials.Select(TrialPoint.Of)], [], null);

    [Fact]
    public void Of_two_the_one_of_less_compression_is_on_it_as_likely_as_it_is_more_accurate()
    {
        var finalists = Finalists(TrialMaker.Complete(1, 0.96, 3, error: 0.01), TrialMaker.Complete(2, 0.95, 4, error: 0.01));
        var (a, b) = (finalists[0], finalists[1]);
        var spread = Math.Sqrt(Math.Pow(ErrorScale.SpreadOf(0.96, a.StandardError), 2) + Math.Pow(ErrorScale.SpreadOf(0.95, b.StandardError), 2));
        var expected = Normal.Cdf((ErrorScale.Of(0.96) - ErrorScale.Of(0.95)) / spread);
        var members = FrontMembership.Of(finalists, 1).ToDictionary(m => m.Trial, m => m.Probability);
        Assert.Equal(1, members[2]);
        Assert.Equal(expected, members[1], 0.025);
    }

    [Fact]
    public void Of_equals_in_compression_one_is_on_it()
    {
        var members = FrontMembership.Of(Finalists(TrialMaker.Complete(1, 0.96, 3), TrialMaker.Complete(2, 0.96, 3), TrialMaker.Complete(3, 0.96, 3)), 1);
        Assert.Equal(1, members.Sum(m => m.Probability), 1e-9);
        Assert.All(members, m => Assert.Equal(1.0 / 3, m.Probability, 0.03));
    }

    [Fact]
    public void What_is_certain_is_certain_and_the_same_seed_gives_the_same()
    {
        var finalists = Finalists(TrialMaker.Complete(1, 0.999, 2, 0.0001, 4000), TrialMaker.Complete(2, 0.9, 3, 0.0001, 4000), TrialMaker.Complete(3, 0.7, 2.5, 0.0001, 4000));
        var members = FrontMembership.Of(finalists, 1);
        Assert.Equal([(1, 1.0), (2, 1.0), (3, 0.0)], members.Select(m => (m.Trial, m.Probability)));
        var doubtful = Finalists([.. Enumerable.Range(1, 9).Select(i => TrialMaker.Complete(i, 0.95, i, 0.01))]);
        Assert.Equal(FrontMembership.Of(doubtful, 5), FrontMembership.Of(doubtful, 5));
        Assert.NotEqual(FrontMembership.Of(doubtful, 5), FrontMembership.Of(doubtful, 6));
        Assert.Equal(doubtful.Count, FrontMembership.Of(doubtful, 5).Count);
    }
}
