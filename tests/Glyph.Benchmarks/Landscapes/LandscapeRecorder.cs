using System.Globalization;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Evaluation;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Variation;
using Glyph.Reading;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>
/// Records a landscape: configs of a space, each rendered and read by the shipped recogniser over several corpora. Half of
/// them are drawn from the space's priors, thinned so that they stand evenly over the logarithm of compression; the other half
/// are mutations and crossovers of what stands on or near the front so far, so that the front is where it is known best.
/// No surrogate takes part: what is recorded does not depend on the proposers that are compared on it. A run that was stopped
/// goes on where its file ends.
/// </summary>
internal sealed class LandscapeRecorder : IDisposable
{
    /// <summary>Draws from the priors for each one that is kept.</summary>
    private const int Thinning = 8;

    /// <summary>Configs that are asked for at a time in the second half.</summary>
    private const int Round = 100;

    /// <summary>How many rows, front by front, are parents.</summary>
    private const int Parents = 120;

    private readonly Rendering.PageRenderer _renderer = Samples.Renderer();
    private readonly RecogniserReader _reader = new();
    private readonly SearchSpace _space;
    private readonly int _samples;
    private readonly IVisionTarget _target;
    private readonly List<CorpusEvaluator> _corpora = [];
    private readonly HashSet<string> _hashes = new(StringComparer.Ordinal);
    private readonly Lock _file = new();

    private LandscapeRecorder(SearchSpace space, IVisionTarget target, IEnumerable<CorpusItem> corpora, int samples)
    {
        (_space, _target, _samples) = (space, target, samples);
        var tokenizer = TextTokenizers.Open("o200k_base");
        _corpora.AddRange(corpora.Select(item => new CorpusEvaluator(new Corpus(item.Id, [item], [item]), _renderer, target, tokenizer, _reader)));
    }

    /// <summary><c>landscape record --space NAME|FILE --out FILE [--rows N] [--corpus NAME=FILE]... [--target ID] [--samples N] [--seed N]</c>.</summary>
    public static async Task RecordAsync(LandscapeOptions options, CancellationToken cancellationToken)
    {
        var space = LandscapeOptions.OpenSpace(options.Space);
        var corpora = options.Corpora.Count > 0 ? options.Corpora : LandscapeTexts.Shipped();
        using var recorder = new LandscapeRecorder(space, VisionTargets.Shipped.Find(options.Target), corpora, options.Samples);
        if (!File.Exists(options.Out))
        {
            await File.WriteAllTextAsync(options.Out, LandscapeFile.Head(
                options.Space,
                [
                    $"recorded by: {options.CommandLine}",
                    string.Create(CultureInfo.InvariantCulture, $"target {options.Target}, tokenizer o200k_base, {options.Samples} lines a config and corpus, reader {recorder._reader.Identity.Id}: {string.Join(", ", recorder._reader.Identity.Models.Keys)}"),
                ],
                space,
                corpora.Select(c => c.Id)), cancellationToken);
        }

        await recorder.RunAsync(LandscapeFile.Read(options.Out).Rows, options, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _renderer.Dispose();

    private async Task RunAsync(List<LandscapeRow> rows, LandscapeOptions options, CancellationToken cancellationToken)
    {
        var done = rows.ToDictionary(row => _space.Decode(row.Genome, _target.PixelGrid).Hash(), StringComparer.Ordinal);
        var all = new List<LandscapeRow>();
        foreach (var wave in Enumerable.Range(0, 1 + (options.Rows / 2 / Round)))
        {
            var random = new RandomStream(options.Seed, FormattableString.Invariant($"landscape/{wave}"));
            var genomes = wave == 0 ? Spread(random, options.Rows - (options.Rows / 2 / Round * Round)) : Children(all, random);
            var found = new LandscapeRow?[genomes.Count];
            await Parallel.ForEachAsync(genomes.Index(), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken }, async (item, token) =>
            {
                var config = _space.Decode(item.Item, _target.PixelGrid);
                found[item.Index] = done.GetValueOrDefault(config.Hash()) ?? await ReadAsync(item.Item, config, options, token);
            });
            all.AddRange(found.OfType<LandscapeRow>());
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"wave {wave}: {all.Count} of {options.Rows} configs"));
        }
    }

    /// <summary>Reads a config and writes its row; null where it cannot be read.</summary>
    private async Task<LandscapeRow?> ReadAsync(Genome genome, RenderConfig config, LandscapeOptions options, CancellationToken cancellationToken)
    {
        // Each config is read at places of its own: what was lucky about one is not shared by its neighbours.
        var plan = new ReadPlan { Split = CorpusSplit.Search, Samples = _samples, Seed = new RandomStream(options.Seed, config.Hash()).NextInt64() };
        var readings = new List<Reading>();
        try
        {
            foreach (var corpus in _corpora)
            {
                var measured = (await corpus.ReadAsync(config, plan, readOn: null, cancellationToken)).Accuracy;
                readings.Add(new Reading(measured.Mean, (measured.High - measured.Low) / (2 * 1.96), corpus.Cost(config, CorpusSplit.Search).Compression));
            }
        }
        catch (GlyphException e)
        {
            await Console.Error.WriteLineAsync($"left out: {genome}: {e.Message}");
            return null;
        }

        var row = new LandscapeRow(genome, readings);
        lock (_file)
        {
            File.AppendAllText(options.Out, LandscapeFile.Line(_space, row));
        }

        return row;
    }

    private List<Genome> Spread(RandomStream random, int count)
    {
        var drawn = new List<(Genome Genome, double Place)>();
        for (var attempt = 0; attempt < 20 * Thinning * count && drawn.Count < Thinning * count; attempt++)
        {
            var genome = _space.Sample(random);
            if (CostOf(genome) is { } compression)
            {
                drawn.Add((genome, Math.Log(compression)));
            }
        }

        // The nearest of those left to each of evenly spaced places.
        var (low, high) = (drawn.Min(d => d.Place), drawn.Max(d => d.Place));
        var kept = new List<Genome>();
        for (var i = 0; i < count && drawn.Count > 0; i++)
        {
            var place = low + ((i + 0.5) * (high - low) / count);
            var nearest = drawn.MinBy(d => Math.Abs(d.Place - place));
            kept.Add(nearest.Genome);
            drawn.Remove(nearest);
        }

        var shuffled = kept.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private List<Genome> Children(List<LandscapeRow> rows, RandomStream random)
    {
        var points = rows.Select(r => new[] { r.Readings.Average(x => x.Accuracy), r.Readings.Average(x => Math.Log(x.Compression)) }).ToList();
        var parents = NonDominatedSort.Sort(points).SelectMany(front => front).Take(Parents).Select(i => rows[i].Genome).ToList();
        var children = new List<Genome>();
        for (var attempt = 0; attempt < 100 * Round && children.Count < Round; attempt++)
        {
            var (first, second) = (parents[random.Next(parents.Count)], parents[random.Next(parents.Count)]);
            var cross = random.NextDouble() < 0.5 && !first.Equals(second);
            var child = Mutation.Mutate(_space, cross ? Crossover.Cross(_space, first, second, random) : first, random, always: !cross);
            if (CostOf(child) is not null)
            {
                children.Add(child);
            }
        }

        return children;
    }

    /// <summary>The compression of a genome's config over the first corpus; null where it was met before, breaks a constraint, or cannot be laid out.</summary>
    private double? CostOf(Genome genome)
    {
        var config = _space.Decode(genome, _target.PixelGrid);
        if (_space.Violations(config).Count > 0 || !_hashes.Add(config.Hash()))
        {
            return null;
        }

        try
        {
            var cost = _corpora[0].Cost(config, CorpusSplit.Search);
            return _space.Violations(cost, long.MaxValue).Count > 0 ? null : cost.Compression;
        }
        catch (GlyphException)
        {
            return null;
        }
    }
}
