using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Variation;
using Glyph.Testing;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>Runs Glyph's searches on a landscape, and tells the best front that is known of it; answers other optimizers over standard input.</summary>
internal static class LandscapeRuns
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Searches; tells the true objectives of every evaluation, in order.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="name">Whose search it is: <c>glyph</c> for all proposers, or one of them.</param>
    /// <param name="seed">The seed of the search and of its readings' noise.</param>
    /// <param name="evaluations">The budget.</param>
    /// <param name="batch">Configs read in a generation.</param>
    /// <param name="isNoisy">Whether readings are noisy.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<List<double[]>> SearchAsync(Landscape landscape, string name, long seed, int evaluations, int batch, bool isNoisy, CancellationToken cancellationToken)
    {
        using var store = new InMemorySearchStore();
        var search = new Search
        {
            Id = "benchmark",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Request = new SearchRequest
            {
                Seed = seed,
                SpaceJson = landscape.Space.Json,
                Corpus = new Corpus("landscape", [new CorpusItem("a", "text")], [new CorpusItem("b", "text")]),
                Target = landscape.Target.Id,
                Tokenizer = "o200k_base",
                Budget = new Budget { Evaluations = evaluations },
                BatchSize = batch,
                SamplesPerTrial = 24,
            },
        };
        store.Create(search);
        var mark = RenderConfig.Published();
        var loop = new SearchLoop(new SearchParts
        {
            Store = store,
            Evaluator = new LandscapeEvaluator(landscape, isNoisy),
            Space = landscape.Space,
            PixelGrid = landscape.Target.PixelGrid,
            Engine = new GlyphEngine(ProposersOf(name)),
            Marks = [new Candidate(landscape.Space.Encode(mark, landscape.Target.PixelGrid), mark, new Provenance { Proposer = "seed", Operator = "published config" })],
            Time = TimeProvider.System,
        });
        await foreach (var _ in loop.RunAsync(search, cancellationToken))
        {
            // The store has what matters.
        }

        return [.. store.Trials(search.Id).Where(t => t.IsEvaluation).Select(t => landscape.At(t.Candidate.Config)).Select(o => new[] { Math.Round(o.Accuracy, 6), Math.Round(o.Compression, 5) })];
    }

    /// <summary>
    /// The front of all recorded rows and of a long evolution on the landscape itself, without noise: what 90, 95 and 99 % are
    /// shares of.
    /// </summary>
    public static IReadOnlyList<double[]> Best(Landscape landscape, int generations = 400)
    {
        const int population = 150;
        var (space, grid) = (landscape.Space, landscape.Target.PixelGrid);
        var random = new RandomStream(1, "landscape/best");
        var alive = Enumerable.Range(0, 20 * population).Select(_ => space.Sample(random)).Select(Measure).OfType<Measured>().ToList();
        for (var generation = 0; generation < generations; generation++)
        {
            var fronts = NonDominatedSort.Sort([.. alive.Select(m => m.Point)]);
            alive = [.. fronts.SelectMany(front =>
            {
                var distances = Crowding.Distances([.. front.Select(i => alive[i].Point)]);
                return front.Select((i, k) => (alive[i], distances[k])).OrderByDescending(p => p.Item2).Select(p => p.Item1);
            }).DistinctBy(m => m.Hash, StringComparer.Ordinal).Take(population)];
            alive.AddRange(Enumerable.Range(0, population).Select(_ =>
            {
                var (a, b) = (alive[random.Next(alive.Count)].Genome, alive[random.Next(alive.Count)].Genome);
                return Measure(Mutation.Mutate(space, random.NextDouble() < 0.7 ? Crossover.Cross(space, a, b, random) : a, random, always: random.NextDouble() < 0.7));
            }).OfType<Measured>().ToList());
        }

        return [.. NonDominatedSort.Sort([.. alive.Select(m => m.Point)])[0].Select(i => alive[i].Point)];

        Measured? Measure(Core.Spaces.Genome genome)
        {
            var config = space.Decode(genome, grid);
            return space.Violations(config).Count > 0 ? null : landscape.At(config) is var o ? new Measured(genome, config.Hash(), [o.Accuracy, o.Compression]) : null;
        }
    }

    /// <summary>
    /// Tells the space, and the genome of the published config where the space can express it; then answers lines of JSON: a genome,
    /// <c>{"seed": 1, "genome": {...}}</c>, gives its config's hash, what a noisy reading sees and the truth, or <c>"violations"</c>
    /// instead; null stands for the published config.
    /// </summary>
    public static void Serve(Landscape landscape, bool isNoisy, TextReader input, TextWriter output)
    {
        var evaluator = new LandscapeEvaluator(landscape, isNoisy);
        var mark = RenderConfig.Published();
        output.WriteLine(JsonSerializer.Serialize(
            new { Space = JsonDocument.Parse(landscape.Space.Json).RootElement, Mark = landscape.Space.Encode(mark, landscape.Target.PixelGrid) }, Json));
        output.Flush();
        while (input.ReadLine() is { } line)
        {
            var question = JsonSerializer.Deserialize<Question>(line, Json)!;
            var config = question.Genome is { } genome ? landscape.Space.Decode(genome, landscape.Target.PixelGrid) : mark;
            var violations = question.Genome is null ? [] : landscape.Space.Violations(config);
            output.WriteLine(violations.Count > 0
                ? JsonSerializer.Serialize(new { Violations = violations.Select(v => v.Message) }, Json)
                : JsonSerializer.Serialize(Answer(landscape, evaluator, config, question.Seed), Json));
            output.Flush();
        }
    }

    private static object Answer(Landscape landscape, LandscapeEvaluator evaluator, RenderConfig config, long seed)
    {
        var truth = landscape.At(config);
        var read = evaluator.ReadAsync(config, PlanOf(seed), null, CancellationToken.None).GetAwaiter().GetResult();
        return new { Config = config.Hash(), Accuracy = read.Accuracy.Mean, truth.Compression, Truth = truth.Accuracy };
    }

    private static ReadPlan PlanOf(long seed) => new() { Split = CorpusSplit.Search, Samples = 24, Seed = seed };

    private static IReadOnlyList<IProposer> ProposersOf(string name) => name switch
    {
        "glyph" => [new SurrogateProposer(), new VariationProposer(), new PriorProposer()],
        "glyph-surrogate" => [new SurrogateProposer()],
        "glyph-nsga2" => [new VariationProposer()],
        "glyph-random" => [new PriorProposer()],
        _ => throw new InvalidInputException($"no such search: '{name}'; there are glyph, glyph-surrogate, glyph-nsga2, glyph-random"),
    };

    private sealed record Question(long Seed, Core.Spaces.Genome? Genome);

    private sealed record Measured(Core.Spaces.Genome Genome, string Hash, double[] Point);
}
