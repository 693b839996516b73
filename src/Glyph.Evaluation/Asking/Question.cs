using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Asking;

/// <summary>One thing that a sample of pages asks.</summary>
/// <param name="Key">Which: the same under every config.</param>
/// <param name="Item">The index of the corpus item.</param>
/// <param name="Pages">Which of its pages are shown.</param>
/// <param name="Task">What is asked; of a transcription, with the pages' text as the truth.</param>
/// <param name="Weight">Its share in the mean.</param>
internal sealed record Question(string Key, int Item, Range Pages, ReadingTask Task, double Weight);
