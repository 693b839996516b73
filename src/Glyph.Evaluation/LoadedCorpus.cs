using Glyph.Core.Corpora;
using Glyph.Evaluation.Corpora;

namespace Glyph.Evaluation;

/// <summary>A corpus that was loaded, with what the user should know about it.</summary>
/// <param name="Corpus">The texts.</param>
/// <param name="Notes">Files skipped and texts cut, one sentence each.</param>
public sealed record LoadedCorpus(Corpus Corpus, IReadOnlyList<string> Notes);

/// <summary>How a corpus is loaded.</summary>
public sealed record CorpusOptions
{
    /// <summary>Characters of plain text that a part (search, held-out) may hold at most, at least 1,000; more is cut to excerpts. Texts with tasks are never cut. Default 60,000.</summary>
    public int MaxCharacters { get; init; } = 60_000;

    /// <summary>Chooses where excerpts start, and which texts with tasks are held out. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>What the files are read as. Default: by what they hold.</summary>
    public CorpusFormat Format { get; init; }

    /// <summary>The share of texts with tasks that is held out, from 0 to 0.9, where they do not say themselves. Default 0.5.</summary>
    public double HeldOutShare { get; init; } = 0.5;
}
