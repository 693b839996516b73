using CsCheck;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Loop;

public sealed class RaceTests
{
    private const int First = 32;

    private static readonly Race Race = new(new ListHistory([TrialMaker.Complete(1, 0.99, 3), TrialMaker.Complete(2, 0.97, 5), TrialMaker.Infeasible(3, 1)]).Points, First);

    [Theory]
    [InlineData(0.985, 0.004, 2.5, true)] // 0.985 + 1.5 * 0.004 reaches 0.99, which the first trial has at more compression
    [InlineData(0.98, 0.004, 2.5, false)]
    [InlineData(0.98, 0.005, 4, true)] // only the second trial has as much compression
    [InlineData(0.8, 0.05, 6, true)] // nothing has
    public void Reads_on_while_the_candidate_may_join_the_front(double accuracy, double error, double compression, bool expected) =>
        Assert.Equal(expected, Race.ReadsOn(compression, TrialMaker.Measured(accuracy, error, First)));

    [Fact]
    public void Stops_when_the_error_rate_is_known_to_a_fifth()
    {
        Assert.True(Race.ReadsOn(6, TrialMaker.Measured(0.9, 0.021, First)));
        Assert.False(Race.ReadsOn(6, TrialMaker.Measured(0.9, 0.019, First)));
    }

    [Fact]
    public void Stops_at_eight_times_the_first_lines()
    {
        var perfect = TrialMaker.Measured(1, 0.002, 4 * First);
        Assert.True(Race.ReadsOn(6, perfect));
        Assert.False(Race.ReadsOn(6, perfect with { Accuracy = perfect.Accuracy with { Samples = 8 * First } }));
    }

    [Fact]
    public void The_front_decides_what_all_trials_would() =>
        Gen.Select(TrialMaker.Any, Gen.Double[0.7, 1], Gen.Double[0.001, 0.1], Gen.Double[0.5, 7]).Sample((trials, accuracy, error, compression) =>
        {
            var (points, read) = (trials.Select(TrialPoint.Of).ToList(), TrialMaker.Measured(accuracy, error, First));
            Assert.Equal(new Race(points, First).ReadsOn(compression, read), new Race(ParetoFront.Of(points), First).ReadsOn(compression, read));
        });

    [Fact]
    public void Without_earlier_trials_only_precision_counts() =>
        Assert.True(new Race([], First).ReadsOn(0.1, TrialMaker.Measured(0.5, 0.2, First)));
}
