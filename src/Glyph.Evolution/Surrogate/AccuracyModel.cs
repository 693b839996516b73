using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Surrogate;

/// <summary>A trial as the model learns from it.</summary>
/// <param name="Features">What it sees.</param>
/// <param name="Accuracy">What was read.</param>
internal sealed record Lesson(Features Features, AccuracyEstimate Accuracy);

/// <summary>
/// What the trials so far say about the accuracy of any config: a Gaussian process on the error scale, around what
/// <see cref="Legibility"/> expects. A trial that was read on many lines counts for more than one read on few, and a lucky one is
/// drawn towards what is like it.
/// </summary>
internal sealed class AccuracyModel
{
    /// <summary>Trials that the kernel's parameters are fitted to at most: they are few, and need fewer.</summary>
    private const int MostTrialsOfFit = 120;

    private readonly IReadOnlyList<Lesson> _lessons;
    private readonly double[] _centre;
    private readonly Features[] _features;
    private readonly GaussianProcess _process;
    private readonly AccuracyKernel _kernel;

    /// <summary>Learns; without a lesson it believes what is expected.</summary>
    /// <param name="lessons">What was read.</param>
    /// <param name="choices">How many choices a config has.</param>
    public AccuracyModel(IReadOnlyList<Lesson> lessons, int choices)
    {
        const int features = Features.PhysicalCount;
        _lessons = lessons;
        _centre = [.. Enumerable.Range(0, features).Select(k => lessons.Count == 0 ? 0 : lessons.Average(l => l.Features.Physical[k]))];
        _features = [.. lessons.Select(l => Centred(l.Features))];
        var fit = Spread.Over([.. Enumerable.Range(0, lessons.Count)], MostTrialsOfFit);
        _kernel = lessons.Count == 0
            ? new AccuracyKernel(AccuracyKernel.Default(features, choices), features)
            : KernelFit.Fit([.. fit.Select(i => _features[i])], [.. fit.Select(i => ValueOf(lessons[i]))], [.. fit.Select(i => NoiseOf(lessons[i]))]);
        _process = new GaussianProcess(
            [.. lessons.Select(ValueOf)],
            [.. lessons.Select(l => _kernel.Unexplained + NoiseOf(l))],
            (i, j) => _kernel.Between(_features[i], _features[j]));
    }

    /// <summary>The variance of what no feature explains: two configs alike in all features still differ by so much.</summary>
    public double Unexplained => _kernel.Unexplained;

    /// <summary>What is believed of the accuracy of configs with these features, on <see cref="ErrorScale"/>; a single one differs by <see cref="Unexplained"/>.</summary>
    public Belief At(Features features)
    {
        var centred = Centred(features);
        var covariances = new double[_features.Length];
        for (var i = 0; i < covariances.Length; i++)
        {
            covariances[i] = _kernel.Between(centred, _features[i]);
        }

        var belief = _process.At(_kernel.Between(centred, centred), covariances);
        return belief with { Mean = belief.Mean + features.Expected };
    }

    /// <summary>The covariance that is left between the accuracies of two configs.</summary>
    public double Covariance(Features a, Belief atA, Features b, Belief atB) =>
        _kernel.Between(Centred(a), Centred(b)) - Cholesky.Dot(atA.Explained, atB.Explained, atA.Explained.Length);

    private Features Centred(Features features) => features with { Physical = [.. features.Physical.Zip(_centre, (x, c) => x - c)] };

    private static double ValueOf(Lesson lesson) => ErrorScale.Of(lesson.Accuracy.Mean) - lesson.Features.Expected;

    private static double NoiseOf(Lesson lesson)
    {
        var error = ErrorScale.SpreadOf(lesson.Accuracy.Mean, Finalist.ErrorOf(lesson.Accuracy));
        return error * error;
    }
}
