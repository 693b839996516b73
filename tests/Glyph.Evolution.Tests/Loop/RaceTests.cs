using Glyph.Core;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Loop;

public sealed class RaceTests
{
    private const int First = 32;

    private static readonly Race Race = Of(TrialMaker.Complete(1, 0.99, 3), TrialMaker.Complete(2, 0.97, 5));

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
        Assert.True(Race.ReadsOn(6, TrialMaker.Measured(0.9, 0.019, First / 2)), "Too few items to know the error of the error.");
    }

    [Fact]
    public void Stops_at_eight_times_the_first_lines()
    {
        var perfect = TrialMaker.Measured(1, 0.002, 4 * First);
        Assert.True(Race.ReadsOn(6, perfect));
        Assert.False(Race.ReadsOn(6, perfect with { Accuracy = perfect.Accuracy with { Samples = 8 * First } }));
    }

    [Fact]
    public void Without_earlier_trials_only_precision_counts() =>
        Assert.True(Of().ReadsOn(0.1, TrialMaker.Measured(0.5, 0.2, First)));

    [Fact]
    public void AllBeginOnAQuarterOfTheItems()
    {
        Assert.Equal(First / 4, Race.FirstRung);
        Assert.Equal(2, new Race([], number => throw new ArgumentOutOfRangeException(nameof(number)), 4).FirstRung);
    }

    [Fact]
    public void WhoIsSurelyReadWorseOnTheSameItemsLosesAtTheFirstRung()
    {
        // Hard and easy items alternate: alone, the candidate's mean of 0.75 says little, and 0.2 below the rival on each says all.
        var race = Against(i => i % 2 == 0 ? 1 : 0.9);
        Assert.False(race.ReadsOn(2, Scored(i => i % 2 == 0 ? 0.8 : 0.7)));
        Assert.False(race.ReadsOn(2, Scored(i => i % 2 == 0 ? 0.79 : 0.7)));
        Assert.True(race.ReadsOn(4, Scored(i => i % 2 == 0 ? 0.8 : 0.7)), "The rival has less compression.");
    }

    [Theory]
    [InlineData(0.0, 20, 1, false)]
    [InlineData(0.0, 20, 0, true)]
    [InlineData(0.1, 20, 3, true)] // 15 % of so few may still be less than 10 %
    [InlineData(0.1, 20, 6, false)]
    [InlineData(null, 20, 20, true)]
    public void WhatSurelyBreaksTheConstraintOnIdentifiersIsReadNoFurther(double? most, int ids, int wrong, bool expected)
    {
        var read = TrialMaker.Measured(1, 0.002, First) with { Items = [new ItemScore("a", 1, 1, ItemOutcome.Right) { Ids = ids, WrongIds = wrong }] };
        Assert.Equal(expected, Race.ReadsOn(6, read, most));
    }

    [Fact]
    public void OneBadItemOfEightIsNoProof()
    {
        var race = Against(_ => 1);
        Assert.True(race.ReadsOn(2, Scored(i => i == 3 ? 0.2 : 1)));
        Assert.True(race.ReadsOn(2, Scored(_ => 1)));
    }

    [Fact]
    public void ItemsWithoutAnAnswerAreNotCompared()
    {
        var race = Against(_ => 1);
        var unanswered = Scored(_ => 0);
        Assert.False(race.ReadsOn(2, unanswered));
        Assert.True(race.ReadsOn(2, TrialMaker.Measured(0.99, 0.01, 8) with { Items = [.. unanswered.Items.Select(i => i with { Outcome = ItemOutcome.Failed })] }));
    }

    [Fact]
    public void OfCandidatesAsGoodAsTheirRivalFewAreLostAtARung()
    {
        // Both misread an item by a like amount, so that neither is better; one in 40 is expected to lose.
        var lost = 0;
        const int Trials = 2000;
        for (var t = 0; t < Trials; t++)
        {
            var random = new RandomStream(t, "as good");
            double Next() => 1 - (0.2 * random.NextDouble());
            var race = Against(_ => Next());
            lost += race.ReadsOn(2, Scored(_ => Next())) ? 0 : 1;
        }

        Assert.InRange(lost, 1, Trials / 25);
    }

    private static Race Of(params Trial[] front) => new(front.Select(TrialPoint.Of), number => front.First(t => t.Number == number), First);

    private static Race Against(Func<int, double> scores)
    {
        var rival = TrialMaker.Complete(1, 0.95, 3);
        return Of(rival with { Measurement = Scored(scores) });
    }

    private static Measurement Scored(Func<int, double> scores)
    {
        List<ItemScore> items = [.. Enumerable.Range(0, First / 4).Select(i => new ItemScore($"item {i}", scores(i), 1, ItemOutcome.Partial))];
        return TrialMaker.Measured(items.Average(i => i.Score), 0.1, items.Count) with { Items = items };
    }
}
