using Glyph.Core.Trials;

namespace Glyph.Evolution.Analysis;

/// <summary>How far a search had come after an evaluation.</summary>
/// <param name="Evaluations">Complete and failed trials so far.</param>
/// <param name="Best">By the levels of <see cref="Attainment.Levels"/>, the best compression at an accuracy of at least that; 0 where none had it.</param>
/// <param name="Hypervolume">The front's hypervolume.</param>
public sealed record AttainmentPoint(int Evaluations, IReadOnlyList<double> Best, double Hypervolume);

/// <summary>Three quartiles of several searches.</summary>
/// <param name="Low">The lower quartile.</param>
/// <param name="Median">The median.</param>
/// <param name="High">The upper quartile.</param>
public sealed record Quartiles(double Low, double Median, double High)
{
    /// <summary>Of some values, interpolated between neighbours (Hyndman and Fan's seventh definition, 1996).</summary>
    /// <param name="values">At least one.</param>
    public static Quartiles Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double At(double share)
        {
            var place = share * (sorted.Length - 1);
            var below = (int)place;
            return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
        }

        return new Quartiles(At(0.25), At(0.5), At(0.75));
    }
}

/// <summary>How far several searches had come after an evaluation.</summary>
/// <param name="Evaluations">Complete and failed trials so far, the same of each search.</param>
/// <param name="Best">By the levels of <see cref="Attainment.Levels"/>, the best compression at an accuracy of at least that.</param>
/// <param name="Hypervolume">The front's hypervolume.</param>
public sealed record EmpiricalAttainmentPoint(int Evaluations, IReadOnlyList<Quartiles> Best, Quartiles Hypervolume);

/// <summary>
/// What a search had attained after each evaluation. Of several searches, quartiles at each: slices of the empirical attainment
/// function (Grunert da Fonseca, Fonseca, Hall, "Inferential performance assessment of stochastic optimisers and the attainment
/// function", EMO 2001), such as the compression at an accuracy that half of them had attained.
/// </summary>
public static class Attainment
{
    /// <summary>The first number of evaluations that is told; the next is twice as many, and so on.</summary>
    private const int FirstMark = 25;

    /// <summary>The accuracies at which the best compression is told.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.95, 0.98, 0.99];

    /// <summary>After every evaluation, in the order of the trials' numbers.</summary>
    public static IReadOnlyList<AttainmentPoint> Series(IEnumerable<TrialPoint> trials)
    {
        var (best, area, front) = (new double[Levels.Count], 0.0, new List<Objectives>());
        var series = new List<AttainmentPoint>();
        foreach (var trial in trials.Where(t => t.IsEvaluation).OrderBy(t => t.Number))
        {
            if (trial.Objectives is { } point)
            {
                best = [.. best.Select((b, i) => point.Accuracy >= Levels[i] ? Math.Max(b, point.Compression) : b)];
                if (!front.Exists(other => other == point || other.Dominates(point)))
                {
                    front.RemoveAll(other => point.Dominates(other));
                    front.Add(point);
                    area = ParetoFront.Hypervolume(front, ParetoFront.Reference);
                }
            }

            series.Add(new AttainmentPoint(series.Count + 1, best, area));
        }

        return series;
    }

    /// <summary>The quartiles of several searches after every evaluation that all of them made.</summary>
    /// <param name="series">The series of each, at least one.</param>
    public static IReadOnlyList<EmpiricalAttainmentPoint> Empirical(IReadOnlyList<IReadOnlyList<AttainmentPoint>> series) =>
        [.. Enumerable.Range(0, series.Min(s => s.Count)).Select(i => new EmpiricalAttainmentPoint(
            i + 1,
            [.. Levels.Select((_, level) => Quartiles.Of(series.Select(s => s[i].Best[level])))],
            Quartiles.Of(series.Select(s => s[i].Hypervolume))))];

    /// <summary>The evaluations that a table tells: 25, 50, 100 and so on, and the last.</summary>
    /// <param name="last">How many there are.</param>
    public static IReadOnlyList<int> Marks(int last)
    {
        var marks = new List<int>();
        for (long mark = FirstMark; mark < last; mark *= 2)
        {
            marks.Add((int)mark);
        }

        return last > 0 ? [.. marks, last] : [];
    }
}
