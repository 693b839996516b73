using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Trials;

namespace Glyph.Core.Searching;

/// <summary>Costs and reads a corpus under render configs, for one target, tokenizer and reader. Safe for concurrent use.</summary>
public interface IEvaluator
{
    /// <summary>The exact cost of one part of the corpus, from layout alone.</summary>
    /// <exception cref="GlyphException">The config cannot be rendered, or the target refuses a page.</exception>
    CostReport Cost(RenderConfig config, CorpusSplit split);

    /// <summary>
    /// A hash of how pages look: of all their sizes, and of the pixels of some of them, the first and the last among these. Two
    /// configs with one hash are not worth reading twice.
    /// </summary>
    /// <exception cref="GlyphException">The config cannot be rendered.</exception>
    string PagesHash(RenderConfig config, CorpusSplit split, CancellationToken cancellationToken);

    /// <summary>Renders what the plan asks for, lets the reader read it as the target would see it, and scores it.</summary>
    /// <param name="config">The config.</param>
    /// <param name="plan">What to read first.</param>
    /// <param name="readOn">
    /// Asked when the plan's samples were read whether twice as many are to be, and so on until it says no or nothing is
    /// left; what was read is not read again. Null never reads on.
    /// </param>
    /// <param name="cancellationToken">Abandons the reading.</param>
    /// <exception cref="GlyphException">Rendering or reading failed.</exception>
    Task<Measurement> ReadAsync(RenderConfig config, ReadPlan plan, Func<Measurement, bool>? readOn, CancellationToken cancellationToken);
}
