using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evaluation.Sampling;
using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation;

/// <summary>Finds what a trial kept of its misreadings on its pages again, by their truth: nothing is read for it.</summary>
public static class MisreadingPlaces
{
    /// <summary>What a measurement puts at the end of a truth that it cut.</summary>
    private const string Cut = "...";

    /// <summary>Places them; those of an item that the texts do not have are left out.</summary>
    /// <param name="items">The texts.</param>
    /// <param name="pages">Their pages under the trial's config.</param>
    /// <param name="misreadings">What the trial kept.</param>
    public static IReadOnlyList<ItemReading> Find(IReadOnlyList<CorpusItem> items, IReadOnlyList<IReadOnlyList<PageLayout>> pages, IEnumerable<Misreading> misreadings)
    {
        var found = new List<ItemReading>();
        foreach (var misreading in misreadings)
        {
            var item = items.Index().FirstOrDefault(i => string.Equals(i.Item.Id, misreading.Item, StringComparison.Ordinal));
            if (item.Item is not null && pages[item.Index].Count > 0)
            {
                found.Add(Place(item.Item, pages[item.Index], misreading));
            }
        }

        return found;
    }

    private static ItemReading Place(CorpusItem item, IReadOnlyList<PageLayout> pages, Misreading misreading)
    {
        var reading = new ItemReading
        {
            Item = misreading.Item,
            Page = 1,
            Truth = misreading.Truth,
            Read = misreading.Read,
            Score = misreading.Accuracy,
            Outcome = misreading.Read.Length == 0 ? ItemOutcome.Abstained : misreading.Accuracy > 0 ? ItemOutcome.Partial : ItemOutcome.SilentlyWrong,
        };

        // A whole page begins with what was kept of it where that was cut; a line, or a part of one, is never so long.
        var isCut = misreading.Truth.EndsWith(Cut, StringComparison.Ordinal);
        var truth = isCut ? misreading.Truth[..^Cut.Length] : misreading.Truth;
        bool IsWhole(string page) => isCut ? page.StartsWith(truth, StringComparison.Ordinal) : string.Equals(page, misreading.Truth, StringComparison.Ordinal);
        if (pages.FirstOrDefault(page => IsWhole(Plain(PageText.Of(page)))) is { } whole)
        {
            return reading with { Page = whole.Number };
        }

        foreach (var (page, line) in pages.SelectMany(page => page.Lines.Select(line => (page, line))))
        {
            if (LineCutter.Cut(line).FirstOrDefault(part => string.Equals(Plain(part.Text), truth, StringComparison.Ordinal)) is { Text: not null } part)
            {
                return reading with { Page = page.Number, Source = Span(item.Text, line.Source, part.Text), Box = part.Box };
            }
        }

        // Of a task, the page that shows the answer; all of its item's pages were shown.
        var task = item.Tasks.FirstOrDefault(task => string.Equals(Plain(string.Join(" | ", task.Answers)), truth, StringComparison.Ordinal));
        var answers = task?.Answers ?? [truth];
        var shows = pages.FirstOrDefault(page => answers.Any(answer => answer.Length > 0 && Plain(PageText.Of(page)).Contains(Plain(answer), StringComparison.OrdinalIgnoreCase)));
        return reading with { Page = shows?.Number ?? 1, Question = task?.Question };
    }

    /// <summary>Where a part of a line stands in the text; the whole line's span where it is drawn otherwise than it stands there.</summary>
    private static SourceSpan Span(string text, SourceSpan line, string part) =>
        text.IndexOf(part, line.Start, line.Length, StringComparison.Ordinal) is var at and >= 0 ? new SourceSpan(at, part.Length) : line;

    private static string Plain(string text) => string.Concat(TextNormaliser.Normalise(text, alphabet: null));
}
