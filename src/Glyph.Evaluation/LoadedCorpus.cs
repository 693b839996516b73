using Glyph.Core.Corpora;

namespace Glyph.Evaluation;

/// <summary>A corpus that was loaded, with what the user should know about it.</summary>
/// <param name="Corpus">The texts.</param>
/// <param name="Notes">Files skipped and texts cut, one sentence each.</param>
public sealed record LoadedCorpus(Corpus Corpus, IReadOnlyList<string> Notes);

/// <summary>How a corpus is loaded.</summary>
public sealed record CorpusOptions
{
    /// <summary>Characters a part (search, held-out) may hold at most, at least 1,000; a larger one is cut to excerpts. Default 60,000.</summary>
    public int MaxCharacters { get; init; } = 60_000;

    /// <summary>Chooses where excerpts start. Default 0.</summary>
    public long Seed { get; init; }
}
