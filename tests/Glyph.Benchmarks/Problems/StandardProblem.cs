using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Spaces;
using Glyph.Evolution.Pareto;

namespace Glyph.Benchmarks.Problems;

/// <summary>
/// A test problem of multi-objective optimization whose front is published: all objectives are minimised in the literature, and so
/// maximised here with their signs turned. ZDT1 to ZDT3: Zitzler, Deb, Thiele, "Comparison of multiobjective evolutionary
/// algorithms", 2000; DTLZ2: Deb, Thiele, Laumanns, Zitzler, "Scalable test problems", 2005; both with ten variables. The mixed one is
/// ZDT1 of which some variables are whole numbers, steps or choices, so that its front is known too.
/// </summary>
internal sealed class StandardProblem
{
    private const int Variables = 10;

    /// <summary>Points that stand for a front of two objectives.</summary>
    private const int FrontPoints = 100_000;

    private readonly Func<double[], double[]> _objectives;

    private StandardProblem(string name, string space, double[] reference, double best, Func<double[], double[]> objectives)
    {
        (Name, Reference, Best, _objectives) = (name, reference, best, objectives);
        Space = SearchSpace.Parse(space, name);
    }

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["zdt1", "zdt2", "zdt3", "dtlz2", "mixed"];

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The variables, as free genes.</summary>
    public SearchSpace Space { get; }

    /// <summary>The corner of hypervolumes, of maximised objectives.</summary>
    public double[] Reference { get; }

    /// <summary>The hypervolume of the published front.</summary>
    public double Best { get; }

    /// <summary>The problem of a name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static StandardProblem Open(string name) => name switch
    {
        "zdt1" => Zdt(name, RealSpace(), (f, g) => 1 - Math.Sqrt(f / g)),
        "zdt2" => Zdt(name, RealSpace(), (f, g) => 1 - (f / g * (f / g))),
        "zdt3" => Zdt(name, RealSpace(), (f, g) => 1 - Math.Sqrt(f / g) - (f / g * Math.Sin(10 * Math.PI * f))),
        "mixed" => Zdt(name, MixedSpace(), (f, g) => 1 - Math.Sqrt(f / g)),

        // The front is an eighth of the unit sphere.
        "dtlz2" => new StandardProblem(name, RealSpace(), [-1.5, -1.5, -1.5], (1.5 * 1.5 * 1.5) - (Math.PI / 6), Dtlz2),
        _ => throw new InvalidInputException($"no standard problem '{name}'; there are {string.Join(", ", Names)}"),
    };

    /// <summary>The maximised objectives of a genome.</summary>
    public double[] At(Genome genome) => Turned(_objectives([.. Space.Parameters.Select(p => Place(p, genome[p.Name]!.Value))]));

    private static StandardProblem Zdt(string name, string space, Func<double, double, double> shape) => new(
        name,
        space,
        [-1.1, -1.1],
        Hypervolume.Of(Enumerable.Range(0, FrontPoints + 1).Select(i => (double)i / FrontPoints).Select(f => Turned([f, shape(f, 1)])), [-1.1, -1.1]),
        x =>
        {
            var g = 1 + (9 * x.Skip(1).Average());
            return [x[0], g * shape(x[0], g)];
        });

    private static double[] Dtlz2(double[] x) => Sphere(x[0], x[1], x.Skip(2).Sum(v => (v - 0.5) * (v - 0.5)));

    private static double[] Sphere(double a, double b, double g)
    {
        var (p, q) = (a * Math.PI / 2, b * Math.PI / 2);
        return [(1 + g) * Math.Cos(p) * Math.Cos(q), (1 + g) * Math.Cos(p) * Math.Sin(q), (1 + g) * Math.Sin(p)];
    }

    private static double[] Turned(double[] objectives) => [.. objectives.Select(o => -o)];

    /// <summary>Where a value stands in its domain, from 0 to 1.</summary>
    private static double Place(Parameter parameter, GeneValue value) => parameter switch
    {
        RangeParameter range => (value.Number - range.Low) / (range.High - range.Low),
        OrdinalParameter ordinal => (double)ordinal.IndexOf(value.Number) / (ordinal.Values.Count - 1),
        CategoricalParameter { Choices: var choices } => (double)choices.Select((c, i) => (c, i)).First(p => value == GeneValue.Of(p.c.Name)).i / (choices.Count - 1),
        _ => throw new NotSupportedException(parameter.Name),
    };

    private static string RealSpace() => SpaceOf(_ => new { Type = "real", Low = 0, High = 1 });

    private static string MixedSpace() => SpaceOf(i => (i % 5) switch
    {
        1 => new { Type = "integer", Low = 0, High = 20 },
        2 => new { Type = "ordinal", Values = (int[])[0, 1, 2, 5, 10] },
        3 => (object)new
        {
            Type = "categorical",
            Choices = Enumerable.Range(0, 4).Select(c => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["name"] = FormattableString.Invariant($"choice-{c}"),
                ["set"] = new Dictionary<string, object>(StringComparer.Ordinal) { [i == 3 ? "border-width" : "border-padding"] = c },
            })
        },
        _ => new { Type = "real", Low = 0, High = 1 },
    });

    /// <summary>Free genes must be of use: a key that nobody looks at is their sum.</summary>
    private static string SpaceOf(Func<int, object> variable)
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var names = Enumerable.Range(0, Variables).Select(i => FormattableString.Invariant($"x{i}")).ToList();
        var parameters = names.Select((name, i) => (name, Value: JsonSerializer.SerializeToElement(variable(i), json))).ToDictionary(p => p.name, p => p.Value, StringComparer.Ordinal);
        var numbers = names.Where(name => parameters[name].GetProperty("type").GetString() is not "categorical");
        return JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["name"] = "problem",
            ["base"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["page-size"] = "595,842" },
            ["parameters"] = parameters,
            ["derived"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["space-before"] = new { Sum = numbers } },
        }, json);
    }
}
