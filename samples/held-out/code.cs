using System;
using System.Collections.Generic;
using System.Linq;

namespace Millgate.Workshop;

/// <summary>A train of gears: what turns what, and how fast.</summary>
public sealed class GearTrain
{
    private readonly List<(int Wheel, int Pinion)> _pairs = new();

    public int Teeth => _pairs.Sum(p => p.Wheel + p.Pinion);

    public GearTrain Add(int wheel, int pinion)
    {
        if (wheel < 6 || pinion < 6)
        {
            throw new ArgumentOutOfRangeException(nameof(wheel), $"{wheel}/{pinion}: a wheel has at least 6 teeth.");
        }

        _pairs.Add((wheel, pinion));
        return this;
    }

    /// <summary>Turns of the last arbor for one turn of the first.</summary>
    public double Ratio() => _pairs.Aggregate(1.0, (ratio, p) => ratio * p.Wheel / p.Pinion);

    /// <summary>The length of a simple pendulum, in metres, that makes the first arbor turn once an hour.</summary>
    public double PendulumLength(int escapeTeeth)
    {
        const double g = 9.80665;
        var beatsPerHour = Ratio() * escapeTeeth * 2;
        var period = 2 * 3600.0 / beatsPerHour;
        return g * Math.Pow(period / (2 * Math.PI), 2);
    }

    /// <summary>Every way to reach a ratio with two pairs, the fewest teeth first.</summary>
    public static IEnumerable<GearTrain> Search(double target, double tolerance = 1e-9)
    {
        var found =
            from p1 in Enumerable.Range(7, 6)
            from p2 in Enumerable.Range(7, 6)
            where p1 >= p2
            from w1 in Enumerable.Range(40, 57)
            let w2 = (int)Math.Round(target * p1 * p2 / w1)
            where w2 is >= 40 and <= 96 && Math.Abs((double)w1 * w2 / (p1 * p2) - target) < tolerance
            select new GearTrain().Add(w1, p1).Add(w2, p2);
        return found.OrderBy(train => train.Teeth);
    }
}

public static class Program
{
    public static void Main()
    {
        var harrow = new GearTrain().Add(64, 8).Add(60, 8);
        Console.WriteLine($"ratio {harrow.Ratio():0.###}, pendulum {harrow.PendulumLength(30) * 1000:0.0} mm");
        foreach (var train in GearTrain.Search(60).Take(5))
        {
            Console.WriteLine($"{train.Teeth,4} teeth -> {train.PendulumLength(30):F4} m");
        }

        // The third wheel leans by 0.5 degrees: over a 41 mm arbor that is 0.36 mm at the tip.
        var lean = 41.0 * Math.Tan(0.5 * Math.PI / 180);
        Console.WriteLine(lean > 0.25 ? "bush and bore again" : "leave it alone");
    }
}
