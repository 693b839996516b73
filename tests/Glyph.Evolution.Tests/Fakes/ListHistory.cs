using Glyph.Core.Trials;

namespace Glyph.Evolution.Tests.Fakes;

/// <summary>A history of trials in a list.</summary>
internal sealed class ListHistory(IReadOnlyList<Trial> trials) : ITrialHistory
{
    public IReadOnlyList<TrialPoint> Points { get; } = [.. trials.Select(TrialPoint.Of)];

    public Trial Get(int number) => trials.First(t => t.Number == number);

    public int? FindConfig(string configHash) => Find(t => string.Equals(t.ConfigHash, configHash, StringComparison.Ordinal));

    public int? FindPages(string pagesHash) => Find(t => string.Equals(t.PagesHash, pagesHash, StringComparison.Ordinal));

    private int? Find(Func<Trial, bool> same) => trials.FirstOrDefault(same)?.Number;
}
