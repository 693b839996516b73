using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Surrogate;

/// <summary>
/// What the trials so far say about the accuracy of any config: a Gaussian process on the error scale. A trial that was read
/// on many lines counts for more than one read on few, and a lucky one is drawn towards what is like it.
/// </summary>
internal sealed class AccuracyModel
{
    /// <summary>Trials that the model learns from at most; a Gaussian process costs their cube.</summary>
    private const int MostTrials = 500;

    /// <summary>Trials that the kernel's parameters are fitted to at most: they are few, and need fewer.</summary>
    private const int MostTrialsOfFit = 150;

    private readonly SearchSpace _space;
    private readonly int _pixelGrid;
    private readonly GaussianProcess<Features> _process;
    private readonly AccuracyKernel _kernel;
    private readonly double _center;
    private readonly IReadOnlyList<int> _choices;

    /// <summary>Learns from complete trials; needs at least one.</summary>
    public AccuracyModel(SearchSpace space, int pixelGrid, IReadOnlyList<Trial> trials)
    {
        (_space, _pixelGrid) = (space, pixelGrid);
        _choices = [.. space.Parameters.OfType<CategoricalParameter>().Select(p => p.Choices.Count)];
        var learned = Some(trials, MostTrials);
        _center = learned.Average(Value);
        _kernel = KernelFit.Fit(kernel => Process(kernel, Some(learned, MostTrialsOfFit)).LogLikelihood);
        _process = Process(_kernel, learned);
    }

    /// <summary>The variance of what no feature explains: two configs alike in all features still differ by so much.</summary>
    public double Unexplained => _kernel.Unexplained;

    /// <summary>The features of a candidate.</summary>
    public Features FeaturesOf(Candidate candidate, double compression) => Features.Of(_space, _pixelGrid, candidate, compression);

    /// <summary>Whether a categorical parameter, by its place among <see cref="Features.Choices"/>, has more than two choices.</summary>
    public bool HasSeveralChoices(int parameter) => _choices[parameter] > 2;

    /// <summary>What is believed of the accuracy of configs with these features, on <see cref="ErrorScale"/>; a single one differs by <see cref="Unexplained"/>.</summary>
    public Belief At(Features features)
    {
        var belief = _process.At(features);
        return belief with { Mean = belief.Mean + _center };
    }

    /// <summary>What is believed of a trial's accuracy.</summary>
    public Belief At(Trial trial) => At(FeaturesOf(trial.Candidate, trial.Objectives!.Value.Compression));

    /// <summary>The correlation that is left between two accuracies, in [-1, 1]: how much reading one would say about the other.</summary>
    public double Correlation(Features a, Belief atA, Features b, Belief atB) =>
        atA.Deviation <= 0 || atB.Deviation <= 0
            ? 0
            : Math.Clamp(_process.Covariance(a, atA, b, atB) / (atA.Deviation * atB.Deviation), -1, 1);

    private GaussianProcess<Features> Process(AccuracyKernel kernel, IReadOnlyList<Trial> trials) => new(
        [.. trials.Select(t => FeaturesOf(t.Candidate, t.Objectives!.Value.Compression))],
        [.. trials.Select(t => Value(t) - _center)],
        [.. trials.Select(t => kernel.Unexplained + NoiseOf(t))],
        kernel.Between);

    private static double Value(Trial trial) => ErrorScale.Of(trial.Objectives!.Value.Accuracy);

    private static double NoiseOf(Trial trial)
    {
        var accuracy = trial.Measurement!.Accuracy;
        var error = ErrorScale.SpreadOf(accuracy.Mean, Finalist.ErrorOf(accuracy));
        return error * error;
    }

    /// <summary>The first trial and others evenly spaced up to the last.</summary>
    private static IReadOnlyList<Trial> Some(IReadOnlyList<Trial> trials, int count) => trials.Count <= count
        ? trials
        : [.. Enumerable.Range(0, count).Select(i => trials[(int)((long)i * (trials.Count - 1) / (count - 1))])];
}
