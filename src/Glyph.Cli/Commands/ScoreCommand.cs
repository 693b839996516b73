using System.CommandLine;
using Glyph.Evaluation.Tasks;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph score</c>: scores answers that a model gave elsewhere, with the metrics of the benchmarks.</summary>
internal static class ScoreCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON lines: prediction, answers, and metric or dataset; choices and language where they matter." };
        var metric = new Option<string?>("--metric") { Description = "The metric, or LongBench's data set, of lines that name none. [default: by the file's name]" };
        var json = CommonOptions.Json();
        var command = new Command("score", "Score the answers of a model against the right ones, line by line, and give the means with their intervals.") { file, metric, json };
        Examples.AddTo(command,
            ("glyph score hotpotqa.jsonl", "LongBench's own file of predictions"),
            ("glyph score answers.jsonl --metric exact-match --json", "your own, for programs"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            var lines = ScoreFile.Score(parsed.GetValue(file)!.FullName, parsed.GetValue(metric));
            var groups = ScoreFile.Groups(lines);
            if (parsed.GetValue(json))
            {
                context.WriteJson(new { Lines = lines, Groups = groups });
                return Task.FromResult(ExitCodes.Done);
            }

            var table = new Table().AddColumns("group", "answers", "mean", "95 % interval", "outcomes");
            foreach (var group in groups)
            {
                table.AddRow(
                    Markup.Escape(group.Name),
                    Text.Whole(group.Accuracy.Samples),
                    Text.Percent(group.Accuracy.Mean),
                    $"{Text.Percent(group.Accuracy.Low)} to {Text.Percent(group.Accuracy.High)}",
                    string.Join(", ", group.Outcomes.Select(outcome => $"{Text.Words(outcome.Key)} {Text.Whole(outcome.Value)}")));
            }

            context.Console().Write(table);
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }
}
