using System.Globalization;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Store;

namespace Glyph.Benchmarks.Stores;

/// <summary>
/// Makes a store of many trials: draws from the space, costed and read by formulas, in generations of four. It writes what
/// <see cref="LiteDbSearchStore"/> appends, but hundreds in a transaction.
/// </summary>
internal sealed class StoreMaker(SearchSpace space)
{
    /// <summary>The id of the search.</summary>
    public const string SearchId = "benchmark";

    private const int Batch = 4;
    private const int TrialsATransaction = 200;

    private static readonly string[] Proposers = ["surrogate", "nsga2", "random"];

    private readonly FormulaEvaluator _evaluator = new();
    private readonly ReadPlan _plan = new() { Split = CorpusSplit.Search, Samples = 32, Seed = 1 };
    private readonly RandomStream _random = new(1, "benchmark/store");

    /// <summary>The mark to beat.</summary>
    public Candidate Mark { get; } = new(
        space.Encode(RenderConfig.Published(), FormulaEvaluator.Grid), RenderConfig.Published(), new Provenance { Proposer = "seed", Operator = "published config" });

    /// <summary>Makes a database with one search.</summary>
    public void Make(string path, int trials)
    {
        using (var store = LiteDbSearchStore.Open(path))
        {
            store.Create(new Search
            {
                Id = SearchId,
                CreatedAt = DateTimeOffset.UnixEpoch,
                Request = new SearchRequest
                {
                    Seed = 1,
                    SpaceJson = space.Json,
                    Corpus = new Corpus("benchmark", [new CorpusItem("a", "text")], [new CorpusItem("b", "text")]),
                    Target = "glm-4.1v",
                    Tokenizer = "o200k_base",
                    Budget = new Budget { Evaluations = 2 * trials },
                    BatchSize = Batch,
                },
            });
        }

        var front = new GrowingFront();
        using var database = Database.Open(path, Schema.Template);
        foreach (var numbers in Enumerable.Range(1, trials).Chunk(TrialsATransaction))
        {
            database.Write(lite =>
            {
                foreach (var number in numbers)
                {
                    var trial = Trial(number);
                    RecordTable.TryAdd(lite, RecordTable.Trials, SearchId, Name(number), trial);
                    PointTable.Add(lite, SearchId, TrialPoint.Of(trial));
                    front.Add(TrialPoint.Of(trial));
                    if (number % Batch == 0)
                    {
                        var generation = Generation((number / Batch) - 1, front.Trials);
                        RecordTable.TryAdd(lite, RecordTable.Generations, SearchId, Name(generation.Number), generation);
                    }
                }
            });
        }
    }

    /// <summary>A trial of a config that is not the same twice.</summary>
    public Trial Trial(int number)
    {
        var genome = number == 1 ? Mark.Genome : space.Sample(_random);
        var config = number == 1 ? Mark.Config : space.Decode(genome!, FormulaEvaluator.Grid);
        var hash = config.Hash();
        return new Trial
        {
            Number = number,
            Generation = (number - 1) / Batch,
            Candidate = number == 1 ? Mark : new Candidate(genome, config, new Provenance { Proposer = Proposers[number % Proposers.Length], Operator = "crossover+mutation", Parents = [number / 2, number / 3] }),
            ConfigHash = hash,
            PagesHash = hash,
            Status = TrialStatus.Complete,
            Cost = _evaluator.Cost(config, CorpusSplit.Search),
            Measurement = _evaluator.ReadAsync(config, _plan, null, CancellationToken.None).GetAwaiter().GetResult(),
            FinishedAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
            Duration = TimeSpan.FromSeconds(1.5),
        };
    }

    private static Generation Generation(int number, IReadOnlyList<TrialPoint> front) => new()
    {
        Number = number,
        Population = [.. front.Take(20).Select(t => t.Number)],
        Front = [.. front.Select(t => t.Number)],
        Hypervolume = ParetoFront.Hypervolume(front.Select(t => t.Objectives!.Value), ParetoFront.Reference),
        Evaluations = (number + 1) * Batch,
        Proposers = [.. Proposers.Select((p, i) => new ProposerTally { Proposer = p, Places = 1, Proposed = 1 + i, Evaluations = 1, Samples = 32, Cost = 1, Gained = 0.001 * i, Credit = 0.001 * i })],
        Elapsed = TimeSpan.FromSeconds(6 * number),
    };

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
