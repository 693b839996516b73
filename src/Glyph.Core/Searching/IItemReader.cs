using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Core.Trials;

namespace Glyph.Core.Searching;

/// <summary>Reads a sample of a corpus and tells of each item what was read where: what an <see cref="IEvaluator"/> sums up.</summary>
public interface IItemReader
{
    /// <summary>
    /// Reads exactly the plan's samples, and no more, as <see cref="IEvaluator.ReadAsync"/> would: the same plan reads the same
    /// places. A trial's own sample is read again by a plan of the search's seed with as many samples as its measurement has items.
    /// </summary>
    /// <param name="config">The config.</param>
    /// <param name="plan">What to read.</param>
    /// <param name="cancellationToken">Abandons the reading.</param>
    /// <returns>Every item of the sample, also those without an answer, in the order of the sample.</returns>
    /// <exception cref="GlyphException">Rendering or reading failed.</exception>
    Task<IReadOnlyList<ItemReading>> ReadItemsAsync(RenderConfig config, ReadPlan plan, CancellationToken cancellationToken);
}

/// <summary>One item of a sample, with what was read of it.</summary>
public sealed record ItemReading
{
    /// <summary>The corpus item's id.</summary>
    public required string Item { get; init; }

    /// <summary>The first page that was shown for it, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>How many pages were shown for it: 1 of a line.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>The part of the item's text that a line, or the part of one that was read at once, shows; null of what is no line.</summary>
    public SourceSpan? Source { get; init; }

    /// <summary>Where the line stands, in pixels of the page as drawn; null of what is no line.</summary>
    public PixelBox? Box { get; init; }

    /// <summary>What was asked; null of a transcription.</summary>
    public string? Question { get; init; }

    /// <summary>What stands there, normalised as it is scored; of a task, the expected answers.</summary>
    public required string Truth { get; init; }

    /// <summary>What was read, normalised as it is scored; of a task, the answer.</summary>
    public required string Read { get; init; }

    /// <summary>Its score, in [0, 1].</summary>
    public required double Score { get; init; }

    /// <summary>What the answer was.</summary>
    public required ItemOutcome Outcome { get; init; }
}
