using System.CommandLine;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Corpora;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph corpus</c>: builds a corpus file out of texts, and shows one.</summary>
internal static class CorpusCommand
{
    private const int ItemsShown = 5;
    private const int TasksShown = 3;
    private const int LetterShown = 100;

    public static Command Create(CliContext context) => new("corpus", "Build a corpus out of texts and benchmarks' files, or show one.")
    {
        CorpusBuildCommand.Create(context),
        CreateShow(context),
    };

    private static Command CreateShow(CliContext context)
    {
        var file = new Argument<FileInfo>("file") { Description = "A corpus file, as 'glyph corpus build' writes it." };
        var json = CommonOptions.Json();
        var command = new Command("show", "Check a corpus file, and show what it holds.") { file, json };
        Examples.AddTo(command, ("glyph corpus show corpus.jsonl", "its counts, and its first items"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            var (header, corpus) = CorpusFile.Read(parsed.GetValue(file)!.FullName);
            if (parsed.GetValue(json))
            {
                context.WriteJson(new { Header = header, Parts = Parts(corpus) });
            }
            else
            {
                Show(context, header, corpus);
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static IEnumerable<PartSummary> Parts(Corpus corpus) =>
        [PartSummary.Of("search", corpus.Search), PartSummary.Of("held-out", corpus.HeldOut)];

    private static void Show(CliContext context, CorpusHeader header, Corpus corpus)
    {
        context.Output.WriteLine($"{header.Name}: sha256 {header.Sha256}");
        foreach (var (key, value) in header.Built)
        {
            context.Output.WriteLine($"  {key}: {value}");
        }

        var parts = new Table().AddColumns("part", "items", "characters", "shortest", "longest", "tasks");
        foreach (var part in Parts(corpus))
        {
            parts.AddRow(
                part.Name, Text.Whole(part.Items), Text.Whole(part.Characters), Text.Whole(part.Shortest), Text.Whole(part.Longest),
                Markup.Escape(string.Join(", ", part.Tasks.Select(task => $"{task.Key} {Text.Whole(task.Value)}"))));
        }

        context.Console().Write(parts);
        foreach (var item in corpus.Search.Take(ItemsShown))
        {
            context.Output.WriteLine($"{item.Id}: {Shorten(item.Text)}");
            foreach (var task in item.Tasks.Take(TasksShown))
            {
                context.Output.WriteLine($"  {task.Id}: {Text.Words(task.Kind)} ({Text.Words(task.Metric)}){(task.Question is { } question ? $": {Shorten(question)} -> {Shorten(string.Join(" | ", task.Answers))}" : "")}");
            }
        }
    }

    private static string Shorten(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LetterShown ? line : $"{line[..LetterShown]}...";
    }

    /// <summary>What a part holds.</summary>
    private sealed record PartSummary(string Name, int Items, long Characters, int Shortest, int Longest, IReadOnlyDictionary<string, int> Tasks)
    {
        public static PartSummary Of(string name, IReadOnlyList<CorpusItem> items) => new(
            name,
            items.Count,
            items.Sum(item => (long)item.Text.Length),
            items.Select(item => item.Text.Length).DefaultIfEmpty().Min(),
            items.Select(item => item.Text.Length).DefaultIfEmpty().Max(),
            items.SelectMany(item => item.Tasks).CountBy(task => task.Dataset ?? Text.Words(task.Kind), StringComparer.Ordinal)
                .OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));
    }
}
