using Glyph.Core.Corpora;
using Glyph.Core.Trials;

namespace Glyph.Evaluation.Tasks;

/// <summary>What an answer was worth.</summary>
/// <param name="Score">In [0, 1].</param>
/// <param name="Outcome">What the answer was.</param>
/// <param name="Read">What counted as the answer, after joining parts and taking away what is not scored.</param>
/// <param name="Ids">Identifiers asked for, or standing in the truth.</param>
/// <param name="WrongIds">Those of them that came back as something else.</param>
public sealed record TaskScore(double Score, ItemOutcome Outcome, string Read, int Ids, int WrongIds);

/// <summary>Scores the answers of a model.</summary>
public static class TaskScorer
{
    /// <summary>Scores the answers to one task.</summary>
    /// <param name="task">What was asked. A transcription's truth is its first answer.</param>
    /// <param name="parts">
    /// What the model said of consecutive groups of pages: one answer, unless a limit split the request. Parts that abstain are
    /// dropped and the rest is joined, so that a value found in one part is found.
    /// </param>
    public static TaskScore Score(ReadingTask task, IReadOnlyList<string> parts) =>
        throw new NotSupportedException($"{task.Kind}, {parts.Count} parts");
}
