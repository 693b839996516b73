namespace Glyph.Core.Trials;

/// <summary>The trials of a search up to some moment. Numbers are at hand; a whole trial is loaded when it is asked for.</summary>
public interface ITrialHistory
{
    /// <summary>The numbers of every trial, by its number.</summary>
    IReadOnlyList<TrialPoint> Points { get; }

    /// <summary>A whole trial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    Trial Get(int number);

    /// <summary>The number of the trial with this config, or null.</summary>
    int? FindConfig(string configHash);

    /// <summary>The number of the first trial whose pages look like this, or null.</summary>
    int? FindPages(string pagesHash);
}
