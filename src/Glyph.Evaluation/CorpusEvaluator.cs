using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evaluation.Sampling;
using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation;

/// <summary>Costs and reads a corpus under render configs; each item is a document of its own.</summary>
public sealed class CorpusEvaluator : IEvaluator
{
    private readonly IPageRenderer _renderer;
    private readonly IVisionTarget _target;
    private readonly IReader _reader;
    private readonly PageFeed _feed;
    private readonly Part _search;
    private readonly Part _heldOut;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="corpus">The texts.</param>
    /// <param name="renderer">Lays out and draws.</param>
    /// <param name="target">The model whose sight and prices count.</param>
    /// <param name="tokenizer">Counts the texts' tokens, once.</param>
    /// <param name="reader">Who reads.</param>
    public CorpusEvaluator(Corpus corpus, IPageRenderer renderer, IVisionTarget target, ITextTokenizer tokenizer, IReader reader)
    {
        _renderer = renderer;
        _target = target;
        _reader = reader;
        _feed = new PageFeed(renderer, target);
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
        foreach (var item in part.Items)
        {
            foreach (var page in _renderer.LayOut(item.Text, config))
            {
                pages++;
                missing += page.MissingGlyphs;
                tokens += _target.Count(page.Size);
                largest = page.Size.Area > largest.Area ? page.Size : largest;
            }
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
        };
    }

    /// <inheritdoc/>
    public async Task<Measurement> ReadAsync(RenderConfig config, ReadPlan plan, Func<AccuracyEstimate, bool>? readOn, CancellationToken cancellationToken)
    {
        if (plan.Samples < 2)
        {
            throw new InvalidInputException($"The read plan asks for {plan.Samples} samples; at least 2 are needed.");
        }

        var part = PartOf(plan.Split);
        var (layouts, map) = await Task.Run(() => LayOut(config, part, cancellationToken), cancellationToken);
        var answers = new Dictionary<Piece, string?>();
        for (var samples = plan.Samples; ; samples *= 2)
        {
            var sample = PieceSampler.Draw(map, part.Positions.Value.Count, samples, plan.Seed);
            if (sample.Count == 0)
            {
                throw new RenderException($"The {Name(plan.Split)} texts show no line that could be read.");
            }

            await ReadAsync(layouts, [.. sample.Select(s => s.Piece).Where(piece => !answers.ContainsKey(piece))], answers, cancellationToken);
            var measurement = Measuring.Of([.. sample.Select(s => Score(s, part, answers[s.Piece]))], plan.Seed);
            if (sample.Count < samples || readOn?.Invoke(measurement.Accuracy) is not true)
            {
                return measurement;
            }
        }
    }

    private async Task ReadAsync(IReadOnlyList<IReadOnlyList<PageLayout>> layouts, List<Piece> pieces, Dictionary<Piece, string?> answers, CancellationToken cancellationToken)
    {
        foreach (var (index, answer) in (await _feed.ReadAsync(layouts, pieces, _reader, cancellationToken)).Index())
        {
            answers[pieces[index]] = answer;
        }
    }

    private ScoredPiece Score(SampledPiece sampled, Part part, string? answer) => ScoredPiece.Of(
        sampled,
        part.Items[sampled.Piece.Item].Id,
        answer ?? throw new ReaderException($"The reader '{_reader.Identity.Id}' gave no answer for a line."),
        _reader);

    private static string Name(CorpusSplit split) => split == CorpusSplit.Search ? "search" : "held-out";

    private Part PartOf(CorpusSplit split) => split == CorpusSplit.Search ? _search : _heldOut;

    private (IReadOnlyList<IReadOnlyList<PageLayout>> Layouts, PieceMap Map) LayOut(RenderConfig config, Part part, CancellationToken cancellationToken)
    {
        var layouts = new List<IReadOnlyList<PageLayout>>(part.Items.Count);
        var map = new PieceMap(part.Positions.Value);
        foreach (var (index, item) in part.Items.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pages = _renderer.LayOut(item.Text, config).ToList();
            foreach (var (number, page) in pages.Index())
            {
                map.Add(index, number, page);
            }

            layouts.Add(pages);
        }

        return (layouts, map);
    }

    /// <summary>One part of the corpus with what is computed once: its text tokens, its letters and digits.</summary>
    private sealed class Part(IReadOnlyList<CorpusItem> items, ITextTokenizer tokenizer)
    {
        public IReadOnlyList<CorpusItem> Items { get; } = items;

        public Lazy<long> Tokens { get; } = new(() => items.Sum(item => (long)tokenizer.Count(item.Text)));

        public Lazy<TextPositions> Positions { get; } = new(() => new TextPositions(items));
    }
}
