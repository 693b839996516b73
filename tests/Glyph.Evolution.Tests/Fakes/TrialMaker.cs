using CsCheck;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Tests.Fakes;

/// <summary>Makes trials with given outcomes.</summary>
internal static class TrialMaker
{
    /// <summary>A complete trial.</summary>
    public static Trial Complete(int number, double accuracy, double compression, double error = 0.005, int samples = 24) => Make(number, TrialStatus.Complete) with
    {
        Cost = Cost(compression),
        Measurement = Measured(accuracy, error, samples),
    };

    /// <summary>Random configs as trials, read with noise.</summary>
    public static List<Trial> Read(int count, long seed)
    {
        var evaluator = new SyntheticEvaluator();
        var random = new RandomStream(seed, "read");
        var plan = new ReadPlan { Split = CorpusSplit.Search, Samples = 24, Seed = seed };
        return [.. Enumerable.Range(1, count).Select(number =>
        {
            var genome = TestSearch.Space.Sample(random);
            var config = TestSearch.Space.Decode(genome, TestSearch.PixelGrid);
            return Complete(number, 1, 1) with
            {
                Candidate = new Candidate(genome, config, new Provenance { Proposer = "random", Operator = "prior sample" }),
                ConfigHash = config.Hash(),
                Cost = evaluator.Cost(config, CorpusSplit.Search),
                Measurement = evaluator.ReadAsync(config, plan, null, CancellationToken.None).GetAwaiter().GetResult(),
            };
        })];
    }

    public static Trial Infeasible(int number, double degree) => Make(number, TrialStatus.Infeasible) with { ViolationDegree = degree, Violations = ["contrast is 2"] };

    public static Confirmation Confirm(Trial trial, double accuracy, double error = 0.0025, CorpusSplit split = default) => new()
    {
        Trial = trial.Number,
        Plan = new ReadPlan { Split = split, Samples = 96, Seed = 99 },
        Cost = trial.Cost!,
        Measurement = Measured(accuracy, error, 96),
    };

    public static Measurement Measured(double accuracy, double error, int samples) => new()
    {
        Accuracy = new AccuracyEstimate(accuracy, accuracy - (1.96 * error), accuracy + (1.96 * error), 0.95, samples, 50 * samples),
        Confusions = [],
        Worst = [],
        ByItem = new Dictionary<string, double>(StringComparer.Ordinal),
    };

    /// <summary>Trials of all kinds, with few different values, so that ties are common.</summary>
    public static Gen<Trial[]> Any { get; } = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 6], Gen.Int[1, 6])
        .Select((kind, a, c) => kind switch
        {
            0 => Infeasible(1, a),
            1 => Make(1, TrialStatus.Failed),
            2 => Make(1, TrialStatus.Screened) with { Cost = Cost(c) },
            _ => Complete(1, 0.7 + (a / 20.0), c),
        })
        .Array[1, 25]
        .Select(trials => trials.Select((t, i) => t with { Number = i + 1 }).ToArray());

    private static CostReport Cost(double compression) => new()
    {
        Pages = 1,
        TextTokens = (long)(compression * 1000),
        VisionTokens = new VisionTokens(1000, 1002),
        AllInclusiveTokens = 1010,
    };

    private static Trial Make(int number, TrialStatus status) => new()
    {
        Number = number,
        Generation = 0,
        Candidate = new Candidate(Genome.Empty, RenderConfig.Published(), new Provenance { Proposer = "test", Operator = "made" }),
        ConfigHash = FormattableString.Invariant($"{number:x16}"),
        Status = status,
        FinishedAt = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.Zero,
    };
}
