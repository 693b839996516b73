using Glyph.Cli.Progress;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Progress;

public sealed class SearchProgressTests
{
    private static readonly Trial[] Trials =
    [
        Trial(1, 0.9, 2), Trial(2, 0.8, 1), SampleRecords.Trial(3, TrialStatus.Screened), Trial(4, 0.97, 1.5), SampleRecords.Trial(5, TrialStatus.Failed), Trial(6, 0.95, 3),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(6)]
    public void It_knows_the_same_of_a_resumed_search_as_of_one_that_it_followed(int before)
    {
        var progress = new SearchProgress(TimeProvider.System, number => Trials[number - 1]);
        progress.On(new SearchStarted(SampleRecords.Search(), [.. Trials[..before].Select(TrialPoint.Of)]));
        foreach (var trial in Trials[before..])
        {
            progress.On(new TrialFinished(trial, Trials[..trial.Number].Count(t => t.IsEvaluation)));
        }

        Assert.Equal([4, 6], progress.Front.Select(t => t.Number));
        Assert.Equal(((0.97 - 0.5) * (1.5 - 0.5)) + ((0.95 - 0.5) * (3 - 1.5)), progress.Hypervolume, 1e-9);
        Assert.Equal((5, 1), (progress.Evaluations, progress.Rejected));
        Assert.Equal([6, 4], new[] { 0.95, 0.96 }.Select(level => progress.BestAt(level)!.Number));
        Assert.Equal([4, 6], progress.FrontTrials(2).Select(t => t.Number));
    }

    private static Trial Trial(int number, double accuracy, double compression) => SampleRecords.Trial(number, accuracy: accuracy) with
    {
        Cost = SampleRecords.Cost() with { TextTokens = (long)(1000 * compression), VisionTokens = new(1000, 1002) },
    };
}
