using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Loop;

/// <summary>
/// Tells what each trial of a generation added to the front, each at its turn by number: gains then add up to the
/// front's hypervolume. Beside the hypervolume, which gives little weight to the accuracies where users live, credit counts
/// the same area on the error scale above accuracy 0.9, each relative to what there is.
/// </summary>
internal static class Credit
{
    /// <summary>Accuracy and compression below which an area on the error scale does not count.</summary>
    public static Objectives UsefulCorner { get; } = ErrorScale.Place(0.9, 0.5);

    /// <summary>The tallies of a generation, with what came of its evaluations.</summary>
    /// <param name="planned">The tallies as planned.</param>
    /// <param name="earlier">The front before the generation.</param>
    /// <param name="trials">Its own trials, by number.</param>
    public static IReadOnlyList<ProposerTally> Settle(IReadOnlyList<ProposerTally> planned, IEnumerable<TrialPoint> earlier, IReadOnlyList<TrialPoint> trials)
    {
        var front = new FrontArea(earlier.Select(t => t.Objectives).OfType<Objectives>());
        var settled = planned.ToDictionary(t => t.Proposer, StringComparer.Ordinal);
        foreach (var trial in trials.Where(t => t.IsEvaluation))
        {
            var tally = settled.GetValueOrDefault(trial.Proposer) ?? new ProposerTally { Proposer = trial.Proposer };
            var (gained, credit) = trial.Objectives is { } objectives ? front.Add(objectives) : (0, 0);
            settled[trial.Proposer] = tally with
            {
                Evaluations = tally.Evaluations + 1,
                Cost = tally.Cost + 1,
                Samples = tally.Samples + (trial.Accuracy?.Samples ?? 0),
                Gained = tally.Gained + gained,
                Credit = tally.Credit + credit,
            };
        }

        return [.. planned.Select(t => settled[t.Proposer]), .. settled.Values.Where(t => planned.All(p => !string.Equals(p.Proposer, t.Proposer, StringComparison.Ordinal)))];
    }

    /// <summary>A growing front, with its area on both scales.</summary>
    private sealed class FrontArea
    {
        private List<Objectives> _front;
        private double _area;
        private double _useful;

        public FrontArea(IEnumerable<Objectives> points)
        {
            _front = Keep(points);
            (_area, _useful) = Areas();
        }

        public (double Gained, double Credit) Add(Objectives point)
        {
            var (area, useful) = (_area, _useful);
            _front = Keep(_front.Append(point));
            (_area, _useful) = Areas();
            return (_area - area, Relative(_area, area) + Relative(_useful, useful));
        }

        private (double Area, double Useful) Areas() => (
            ParetoFront.Hypervolume(_front, ParetoFront.Reference),
            ParetoFront.Hypervolume(_front.Select(o => ErrorScale.Place(o.Accuracy, o.Compression)), UsefulCorner));

        private static double Relative(double now, double before) => now > 0 ? (now - before) / now : 0;

        private static List<Objectives> Keep(IEnumerable<Objectives> points)
        {
            var kept = new List<Objectives>();
            foreach (var point in points.OrderByDescending(p => p.Accuracy).ThenByDescending(p => p.Compression))
            {
                if (kept.Count == 0 || point.Compression > kept[^1].Compression)
                {
                    kept.Add(point);
                }
            }

            return kept;
        }
    }
}
