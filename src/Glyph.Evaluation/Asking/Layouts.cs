using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Evaluation.Sampling;

namespace Glyph.Evaluation.Asking;

/// <summary>The pages of every item of a part of a corpus under one config, and which of them shows which character.</summary>
/// <param name="Items">The items.</param>
/// <param name="Pages">The pages of each item.</param>
/// <param name="Map">Which piece shows which letter or digit.</param>
internal sealed record Layouts(IReadOnlyList<CorpusItem> Items, IReadOnlyList<IReadOnlyList<PageLayout>> Pages, PieceMap Map);
