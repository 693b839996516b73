namespace Glyph.Core.Trials;

/// <summary>
/// The Pareto front of trials that come one by one. A trial that does not join costs a bisection of the front, so that a hundred
/// thousand trials take milliseconds. What it holds depends on the trials alone, not on the order in which they came.
/// </summary>
public sealed class GrowingFront
{
    private readonly List<TrialPoint> _trials = [];

    /// <summary>The complete trials that no other dominates, by falling accuracy and so by rising compression; of equals, the earliest.</summary>
    public IReadOnlyList<TrialPoint> Trials => _trials;

    /// <summary>Takes a trial in; one that is not complete changes nothing.</summary>
    /// <returns>Whether it joined the front.</returns>
    public bool Add(TrialPoint trial)
    {
        if (trial.Objectives is not { } added)
        {
            return false;
        }

        // Of those at least as accurate, the last has the largest compression: it alone decides.
        var from = CountAtLeast(added.Accuracy);
        if (from > 0)
        {
            var rival = _trials[from - 1];
            var known = rival.Objectives!.Value;
            if (known.Dominates(added) || (known == added && rival.Number <= trial.Number))
            {
                return false;
            }

            from -= known.Accuracy == added.Accuracy ? 1 : 0;
        }

        var to = from;
        while (to < _trials.Count && _trials[to].Objectives!.Value.Compression <= added.Compression)
        {
            to++;
        }

        _trials.RemoveRange(from, to - from);
        _trials.Insert(from, trial);
        return true;
    }

    private int CountAtLeast(double accuracy)
    {
        var (low, high) = (0, _trials.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _trials[middle].Objectives!.Value.Accuracy >= accuracy ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
