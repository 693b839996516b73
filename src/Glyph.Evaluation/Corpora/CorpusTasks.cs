using Glyph.Core.Corpora;
using Glyph.Evaluation.Tasks;

namespace Glyph.Evaluation.Corpora;

/// <summary>The tasks of a corpus.</summary>
internal static class CorpusTasks
{
    /// <summary>Notes what keeps tasks from being asked or scored. The truth of a transcription is the text, so it needs no answer.</summary>
    public static void Check(JsonLine line, IEnumerable<ReadingTask> tasks)
    {
        foreach (var problem in tasks.Where(task => task.Kind != TaskKind.Transcribe).SelectMany(task => TaskProblems.Of(task)))
        {
            line.Problem(problem);
        }
    }

    /// <summary>One item for each text, with all that is asked about it, in the order of the lines.</summary>
    /// <param name="file">What the file is called in ids.</param>
    /// <param name="lines">The lines.</param>
    public static List<CorpusItem> Group(string file, IEnumerable<TaskLine> lines) =>
        WithIds(lines.GroupBy(line => line.Text, StringComparer.Ordinal).Select(group =>
            new CorpusItem($"{file}#{group.First().Task.Id}", group.Key) { Tasks = [.. Unique(group.Select(line => line.Task))] }));

    /// <summary>Items whose ids are told apart: the second of an id is numbered, and so on.</summary>
    public static List<CorpusItem> WithIds(IEnumerable<CorpusItem> items) =>
        [.. items.GroupBy(item => item.Id, StringComparer.Ordinal)
            .SelectMany(group => group.Select((item, i) => i == 0 ? item : item with { Id = FormattableString.Invariant($"{item.Id}~{i + 1}") }))];

    /// <summary>Tasks whose ids are told apart.</summary>
    private static IEnumerable<ReadingTask> Unique(IEnumerable<ReadingTask> tasks)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, task) in tasks.Index())
        {
            yield return seen.Add(task.Id) ? task : task with { Id = FormattableString.Invariant($"{task.Id}-{index + 1}") };
        }
    }
}
