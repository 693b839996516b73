using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evaluation.Asking;
using Glyph.Evaluation.Sampling;
using Glyph.Evaluation.Scoring;
using Glyph.Evaluation.Tasks;

namespace Glyph.Evaluation;

/// <summary>Costs and reads a corpus under render configs; each item is a document of its own.</summary>
public sealed class CorpusEvaluator : IEvaluator, IItemReader
{
    private readonly IPageRenderer _renderer;
    private readonly IVisionTarget _target;
    private readonly IReader _reader;
    private readonly PromptCost _promptCost;
    private readonly EvaluatorOptions _options;
    private readonly Part _search;
    private readonly Part _heldOut;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="corpus">The texts, with tasks that the reader can answer.</param>
    /// <param name="renderer">Lays out and draws.</param>
    /// <param name="target">The model whose sight and prices count.</param>
    /// <param name="tokenizer">Counts the texts' tokens, once.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="options">What else is measured; null for the defaults.</param>
    public CorpusEvaluator(
        Corpus corpus, IPageRenderer renderer, IVisionTarget target, ITextTokenizer tokenizer, IReader reader, EvaluatorOptions? options = null)
    {
        _renderer = renderer;
        _target = target;
        _reader = reader;
        _promptCost = new PromptCost(target, tokenizer);
        _options = options ?? new EvaluatorOptions();
        _search = new Part(corpus.Search, tokenizer);
        _heldOut = new Part(corpus.HeldOut, tokenizer);
    }

    /// <inheritdoc/>
    public CostReport Cost(RenderConfig config, CorpusSplit split)
    {
        var part = PartOf(split);
        var pages = 0;
        var missing = 0L;
        var tokens = new VisionTokens(0, 0);
        var largest = default(PixelSize);
        var most = 0;
        foreach (var item in part.Items)
        {
            var sizes = new List<PixelSize>();
            foreach (var page in _renderer.LayOut(item.Text, config))
            {
                sizes.Add(page.Size);
                missing += page.MissingGlyphs;
                largest = page.Size.Area > largest.Area ? page.Size : largest;
            }

            pages += sizes.Count;
            most = Math.Max(most, sizes.Count);
            tokens += _target.Count(sizes);
        }

        if (pages == 0)
        {
            throw new RenderException($"The {Name(split)} texts gave no page; they hold {part.Positions.Value.Count} letters and digits.");
        }

        return new CostReport
        {
            Pages = pages,
            TextTokens = part.Tokens.Value,
            VisionTokens = tokens,
            AllInclusiveTokens = tokens.Total + ((long)_target.RequestOverhead * part.Items.Count),
            MissingGlyphs = missing,
            LargestPage = largest,
            Sight = Sight.Of(config, _renderer.Traits(config.Font), largest, _target.Resize(largest, most)),
        };
    }

    /// <inheritdoc/>
    public string PagesHash(RenderConfig config, CorpusSplit split, CancellationToken cancellationToken) =>
        PageFingerprint.Of(_renderer, PartOf(split).Items, config, cancellationToken);

    /// <inheritdoc/>
    public async Task<Measurement> ReadAsync(RenderConfig config, ReadPlan plan, Func<Measurement, bool>? readOn, CancellationToken cancellationToken)
    {
        var sample = await SampleAsync(config, plan, cancellationToken);
        var rungs = new List<AccuracyEstimate>();
        for (var size = plan.Samples; ; size *= 2)
        {
            var items = await sample.ReadAsync(size, cancellationToken);
            if (!items.Any(item => item.IsScored))
            {
                throw new RenderException($"The {Name(plan.Split)} texts show nothing that could be read.");
            }

            var measurement = Measuring.Of(items, plan.Seed);
            rungs.Add(measurement.Accuracy);
            Reconcile(measurement.Tokens);
            if (items.Count < size || readOn?.Invoke(measurement) is not true)
            {
                return await JudgeAsync(measurement with { Rungs = rungs }, items, plan.Seed, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ItemReading>> ReadItemsAsync(RenderConfig config, ReadPlan plan, CancellationToken cancellationToken)
    {
        var sample = await SampleAsync(config, plan, cancellationToken);
        return [.. (await sample.ReadAsync(plan.Samples, cancellationToken)).Select(item => item.ToReading())];
    }

    /// <summary>A plan's sample, of which nothing is read yet.</summary>
    private async Task<ISample> SampleAsync(RenderConfig config, ReadPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Samples < 2)
        {
            throw new InvalidInputException($"The read plan asks for {plan.Samples} samples; at least 2 are needed.");
        }

        var part = PartOf(plan.Split);
        var layouts = await Task.Run(() => LayOut(config, part, cancellationToken), cancellationToken);
        return _reader.Abilities.Unit == ReadingUnit.Line
            ? new LineSample(layouts, part.Positions.Value.Count, plan, _renderer, _target, _reader)
            : new PageSample(layouts, part.Positions.Value.Count, plan, _renderer, _promptCost, _reader);
    }

    /// <summary>Stops where the server charges otherwise than predicted, and the search is told to.</summary>
    private void Reconcile(TokenCheck? tokens)
    {
        if (_options.StopsOnTokenMismatch && tokens is { Mismatches: > 0 })
        {
            throw new ReaderUnavailableException(
                $"The server charges other tokens than predicted: {tokens.Example}. Name the target that it really runs, give its limits in a --target-file, or go on with --on-token-mismatch warn.");
        }
    }

    /// <summary>Has open answers judged; a verdict that the judge does not dare counts for nothing.</summary>
    private async Task<Measurement> JudgeAsync(Measurement measurement, IReadOnlyList<ScoredItem> items, long seed, CancellationToken cancellationToken)
    {
        var open = items.Where(item => item is { IsScored: true, Open: not null }).ToList();
        if (_options.Judge is not { } model || open.Count == 0)
        {
            return measurement;
        }

        var judge = new Judge(model);
        var verdicts = new Opinion[open.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = model.Limits.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(open.Index(), options, async (item, token) =>
            verdicts[item.Index] = await OpinionAsync(judge, item.Item.Open!.Value.Task, item.Item.Open.Value.Answer, token));
        var told = open.Zip(verdicts).Where(pair => pair.Second != Opinion.Unsure).ToList();
        return told.Count == 0
            ? measurement
            : measurement with
            {
                Judged = AccuracyInterval.Of(
                    [.. told.Select(pair => pair.First.Score with { Score = pair.Second == Opinion.Yes ? 1 : 0 })],
                    told.Sum(pair => (long)pair.First.Truth.Length),
                    seed),
            };
    }

    /// <summary>A judge's opinion; a question that it cannot be asked fails no trial, but a judge that is not there ends the reading.</summary>
    private static async Task<Opinion> OpinionAsync(Judge judge, ReadingTask task, string answer, CancellationToken cancellationToken)
    {
        try
        {
            return (await judge.JudgeAsync(task, answer, cancellationToken)).Opinion;
        }
        catch (ModelException e) when (e.Fault == ModelFault.Fatal)
        {
            throw new ReaderUnavailableException($"The judge: {e.Message}", e);
        }
        catch (ModelException)
        {
            return Opinion.Unsure;
        }
    }

    private static string Name(CorpusSplit split) => split == CorpusSplit.Search ? "search" : "held-out";

    private Part PartOf(CorpusSplit split) => split == CorpusSplit.Search ? _search : _heldOut;

    private Layouts LayOut(RenderConfig config, Part part, CancellationToken cancellationToken)
    {
        var all = new List<IReadOnlyList<PageLayout>>(part.Items.Count);
        var map = new PieceMap(part.Positions.Value);
        Action<int, int, PageLayout> add = _reader.Abilities.Unit == ReadingUnit.Line ? map.AddLines : map.AddPage;
        foreach (var (index, item) in part.Items.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pages = _renderer.LayOut(item.Text, config).ToList();
            foreach (var (number, page) in pages.Index())
            {
                add(index, number, page);
            }

            all.Add(pages);
        }

        return new Layouts(part.Items, all, map);
    }

    /// <summary>One part of the corpus with what is computed once: its text tokens, its letters and digits.</summary>
    private sealed class Part(IReadOnlyList<CorpusItem> items, ITextTokenizer tokenizer)
    {
        public IReadOnlyList<CorpusItem> Items { get; } = items;

        public Lazy<long> Tokens { get; } = new(() => items.Sum(item => (long)tokenizer.Count(item.Text)));

        public Lazy<TextPositions> Positions { get; } = new(() => new TextPositions(items));
    }
}
