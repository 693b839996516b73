using Glyph.Core;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Analysis;

/// <summary>How sure it is that a trial is on the true front.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Probability">That no other complete trial truly reads as well with as much compression, 0 to 1.</param>
public sealed record FrontMembership(int Trial, double Probability)
{
    /// <summary>Draws: the probability's own standard error is then below 0.008.</summary>
    private const int Draws = 4000;

    /// <summary>
    /// By Monte Carlo: each trial's accuracy is drawn from a normal distribution on the error scale, as wide as its standard
    /// error there; compression is exact. Errors of different trials count as independent, though they read the same
    /// places: what they have in common only makes the front surer than is told.
    /// </summary>
    /// <param name="finalists">The complete trials, with the accuracy to believe.</param>
    /// <param name="seed">The search's seed: the same seed and trials give the same figures.</param>
    /// <returns>One of each trial, most probable first.</returns>
    public static IReadOnlyList<FrontMembership> Of(IReadOnlyList<Finalist> finalists, long seed)
    {
        // From the highest compression down, a trial is on the front where it is more accurate than all before it.
        var groups = finalists.OrderByDescending(f => f.Compression).ThenBy(f => f.Trial.Number)
            .Select(f => (f.Trial.Number, f.Compression, Mean: ErrorScale.Of(f.Accuracy), Spread: ErrorScale.SpreadOf(f.Accuracy, f.StandardError)))
            .GroupBy(f => f.Compression)
            .Select(group => group.ToArray())
            .ToList();
        var random = new RandomStream(seed, "analysis/front-membership");
        var times = finalists.ToDictionary(f => f.Trial.Number, _ => 0);
        for (var i = 0; i < Draws; i++)
        {
            var best = double.NegativeInfinity;
            foreach (var group in groups)
            {
                var (number, accuracy) = (0, best);
                foreach (var trial in group)
                {
                    var drawn = trial.Mean + (trial.Spread * Normal.Draw(random));
                    (number, accuracy) = drawn > accuracy ? (trial.Number, drawn) : (number, accuracy);
                }

                if (number > 0)
                {
                    times[number]++;
                    best = accuracy;
                }
            }
        }

        return [.. times.Select(t => new FrontMembership(t.Key, (double)t.Value / Draws)).OrderByDescending(m => m.Probability).ThenBy(m => m.Trial)];
    }
}
