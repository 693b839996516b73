using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Evaluation.Corpora;
using Glyph.Evaluation.Sampling;

namespace Glyph.Evaluation.Asking;

/// <summary>
/// Draws what is asked about pages. Of texts without tasks: transcriptions of whole pages, drawn by the characters that they
/// show. Of texts with tasks: these tasks, in a random order that is the same under every config; a transcription among them
/// is of the page at a random character of its text.
/// </summary>
internal sealed class Questions(Layouts layouts, int positions, ReadPlan plan)
{
    private const string Transcription = "transcribe";

    private readonly List<(int Item, ReadingTask Task)> _tasks = Shuffled(layouts.Items, plan.Seed);

    /// <summary>The first questions of the sample.</summary>
    public IReadOnlyList<Question> Draw(int size)
    {
        if (_tasks.Count == 0)
        {
            return [.. PieceSampler.Draw(layouts.Map, positions, size, plan.Seed)
                .Select(s => Transcribe(FormattableString.Invariant($"position {s.Position}"), Transcription, s.Piece, s.Weight))];
        }

        var drawn = _tasks.Take(size).Select(task => Ask(task.Item, task.Task)).OfType<Question>().ToList();
        return [.. drawn.Select(question => question with { Weight = 1.0 / drawn.Count })];
    }

    private static List<(int Item, ReadingTask Task)> Shuffled(IReadOnlyList<CorpusItem> items, long seed)
    {
        if (items.All(item => item.Tasks.All(task => task.Kind == TaskKind.Transcribe)))
        {
            return [];
        }

        var tasks = items.Index().SelectMany(item => item.Item.Tasks.Select(task => (item.Index, task))).ToList();
        var random = new RandomStream(seed, "sample-tasks");
        for (var i = tasks.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (tasks[i], tasks[j]) = (tasks[j], tasks[i]);
        }

        return tasks;
    }

    /// <summary>A task as a question; null for a text that shows nothing.</summary>
    private Question? Ask(int item, ReadingTask task)
    {
        var id = layouts.Items[item].Id;
        if (task.Kind != TaskKind.Transcribe)
        {
            return layouts.Pages[item].Count == 0 ? null : new Question($"{id}/{task.Id}", item, ..layouts.Pages[item].Count, task, 1);
        }

        var letters = layouts.Map.Letters(item);
        var random = new RandomStream(plan.Seed, $"page/{id}/{task.Id}");
        var piece = letters.Length == 0 ? null : layouts.Map.PieceAt(letters.Start + random.Next(letters.Length));
        return piece is { } shown ? Transcribe($"{id}/{task.Id}", task.Id, layouts.Map.Pieces[shown], 1) : null;
    }

    private static Question Transcribe(string key, string id, Piece page, double weight) => new(
        key,
        page.Item,
        page.Page..(page.Page + 1),
        new ReadingTask
        {
            Id = id,
            Kind = TaskKind.Transcribe,
            Metric = TaskMetric.CharacterAccuracy,
            Answers = [page.Text],
            Language = TextLanguage.Of(page.Text),
        },
        weight);
}
