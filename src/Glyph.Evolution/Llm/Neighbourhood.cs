using Glyph.Core.Searching;
using Glyph.Core.Spaces;

namespace Glyph.Evolution.Llm;

/// <summary>Finds tried trials that are all but a given one: equal but for single steps of finely divided numbers.</summary>
internal static class Neighbourhood
{
    /// <summary>A step above this share of a range is a change that is worth a reading.</summary>
    private const double FineStep = 0.05;

    /// <summary>Trials that are compared at most: those nearest in compression, which a single step changes little.</summary>
    private const int MostCompared = 200;

    /// <summary>The number of a trial that is all but this genome, or null.</summary>
    /// <param name="context">The trials and the space.</param>
    /// <param name="genome">A genome of the space.</param>
    /// <param name="compression">Its compression.</param>
    public static int? Find(ProposalContext context, Genome genome, double compression)
    {
        var near = context.History.Points
            .Where(t => t is { HasGenome: true, Compression: not null })
            .Select(t => (t.Number, Distance: Math.Abs(Math.Log(t.Compression!.Value / compression))))
            .OrderBy(t => t.Distance).ThenBy(t => t.Number)
            .Take(MostCompared);
        return near.Where(t => IsAllBut(context.Space, genome, context.History.Get(t.Number).Candidate.Genome!)).Select(t => (int?)t.Number).FirstOrDefault();
    }

    /// <summary>Whether two genomes are one but for single fine steps.</summary>
    public static bool IsAllBut(SearchSpace space, Genome a, Genome b) => space.Parameters.All(parameter => (a[parameter.Name], b[parameter.Name]) switch
    {
        (null, null) => true,
        ({ IsNumber: true } x, { IsNumber: true } y) when parameter is RangeParameter range => Math.Abs(x.Number - y.Number) <= Reach(range),
        var (x, y) => x == y,
    });

    /// <summary>How far two values of a range may be apart: one step, where steps are fine; a hundredth of it, where there are none.</summary>
    private static double Reach(RangeParameter range)
    {
        var width = range.High - range.Low;
        var step = range.Step ?? width / 100;
        return step <= FineStep * width ? step * (1 + 1e-9) : 0;
    }
}
