using CsCheck;
using Glyph.Core;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Loop;

public sealed class TrialArchiveTests
{
    /// <summary>Trials in generations of one to four, with few different configs and pages; and a seed for the order within a generation.</summary>
    private static readonly Gen<(Trial[] Trials, long Seed)> Searches = Gen.Select(TrialMaker.Any, Gen.Int[0, 6].Array[25], Gen.Int[-1, 4].Array[25], Gen.Int[1, 4], Gen.Long)
        .Select((trials, configs, pages, size, seed) => (trials.Select((t, i) => t with
        {
            Generation = i / size,
            ConfigHash = $"config {configs[i]}",
            PagesHash = pages[i] < 0 ? null : $"pages {pages[i]}",
        }).ToArray(), seed));

    [Fact]
    public void AGenerationSeesThoseBeforeItInWhateverOrderTheyCame() => Searches.Sample((trials, seed) =>
    {
        var archive = new TrialArchive([], _ => null);
        foreach (var generation in trials.GroupBy(t => t.Generation))
        {
            Trial[] own = [.. generation];
            new RandomStream(seed, "order").Shuffle(own);
            Array.ForEach(own, archive.Add);
        }

        Assert.Equal(trials.Length, archive.Count);
        Assert.Equal(trials.Select(TrialPoint.Of), archive.All.OrderBy(p => p.Number));
        for (var generation = 0; generation <= trials[^1].Generation + 1; generation++)
        {
            var (history, before) = (archive.Before(generation), trials.Where(t => t.Generation < generation).ToList());
            Assert.Equal(before.Select(TrialPoint.Of), history.Points);
            Assert.All(Enumerable.Range(0, 7).Select(i => $"config {i}"), hash =>
                Assert.Equal(before.Find(t => string.Equals(t.ConfigHash, hash, StringComparison.Ordinal))?.Number, history.FindConfig(hash)));
            Assert.All(Enumerable.Range(0, 5).Select(i => $"pages {i}"), hash =>
                Assert.Equal(before.Find(t => string.Equals(t.PagesHash, hash, StringComparison.Ordinal))?.Number, history.FindPages(hash)));
            Assert.All(before, t => Assert.Same(t, history.Get(t.Number)));
            Assert.Throws<ArgumentOutOfRangeException>(() => history.Get(before.Count + 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => history.Points[before.Count]);
        }
    });

    [Fact]
    public void OfAResumedSearchItKnowsThePointsAndLoadsTrialsOnce() => Searches.Sample((trials, _) =>
    {
        var loads = 0;
        var archive = new TrialArchive(trials.Select(TrialPoint.Of), number =>
        {
            loads++;
            return trials[number - 1];
        });
        var history = archive.Before(int.MaxValue);
        Assert.Equal(trials.Select(TrialPoint.Of), history.Points);
        Assert.All(trials.Concat(trials), t => Assert.Same(t, history.Get(t.Number)));
        Assert.Equal(trials.Length, loads);
    });

    [Fact]
    public void ALaterTrialOfAnUnfinishedGenerationIsThereButInNoHistory()
    {
        var archive = new TrialArchive([], _ => null);
        archive.Add(TrialMaker.Complete(2, 0.9, 2));
        Assert.True(archive.Contains(2));
        Assert.False(archive.Contains(1));
        Assert.Empty(archive.Before(1).Points);

        archive.Add(TrialMaker.Complete(1, 0.8, 3));
        Assert.Equal([1, 2], archive.Before(1).Points.Select(p => p.Number));
    }

    [Fact]
    public void WhatASearchStandsOnIsFoundFromItsHistory() => Searches.Sample((trials, _) =>
    {
        var archive = new TrialArchive(trials.Select(TrialPoint.Of), _ => null);
        var engine = new GlyphEngine([]);
        var (before, after) = (Standing.Of(archive.Before(1), engine, 3), Standing.Of(archive.Before(2), engine, 3));
        Assert.Equal(trials.Count(t => t is { IsEvaluation: true, Generation: 0 }), before.Evaluations);
        Assert.Equal(ParetoFront.Of(trials.Where(t => t.Generation == 0).Select(TrialPoint.Of)), before.Front);
        Assert.Equal(engine.Survivors([.. trials.Where(t => t.Generation == 0).Select(TrialPoint.Of)], 3), before.Survivors);
        Assert.Equal(trials.Where(t => t.Generation == 1).Select(TrialPoint.Of), after.Since(before));
    });
}
