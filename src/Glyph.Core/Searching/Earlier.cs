using Glyph.Core.Costs;
using Glyph.Core.Trials;

namespace Glyph.Core.Searching;

/// <summary>Which trials of an earlier search a search begins from.</summary>
/// <param name="Id">The earlier search.</param>
/// <param name="Trials">The numbers of its trials, rising.</param>
public sealed record EarlierSearch(string Id, IReadOnlyList<int> Trials);

/// <summary>A trial of an earlier search, as a lesson: it was read on that search's own texts, so its figures are not this one's.</summary>
/// <param name="SearchId">The earlier search.</param>
/// <param name="Number">The trial's number there.</param>
/// <param name="Candidate">What was tried; its genome is one of the new search's space.</param>
/// <param name="Cost">The exact cost over the earlier search's texts.</param>
/// <param name="Accuracy">What was read of them.</param>
public sealed record EarlierTrial(string SearchId, int Number, Candidate Candidate, CostReport Cost, AccuracyEstimate Accuracy);
