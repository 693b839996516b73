using Glyph.Core.Trials;
using Spectre.Console;

namespace Glyph.Cli.Progress;

/// <summary>Trials as a table for people.</summary>
internal static class TrialTable
{
    /// <summary>A table of trials in the given order.</summary>
    /// <param name="trials">Complete trials.</param>
    /// <param name="confirmed">The accuracy on fresh lines of a trial that was read again, or null.</param>
    /// <param name="mark">The number of the published config's trial, to be marked.</param>
    public static Table Of(IEnumerable<Trial> trials, Func<Trial, AccuracyEstimate?>? confirmed = null, int? mark = null)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns(
            new TableColumn("trial").RightAligned().NoWrap(),
            new TableColumn("compression").RightAligned().NoWrap(),
            new TableColumn("accuracy").RightAligned().NoWrap(),
            new TableColumn("95 % interval").NoWrap(),
            new TableColumn("items").RightAligned().NoWrap());
        if (confirmed is not null)
        {
            table.AddColumn(new TableColumn("again").RightAligned().NoWrap());
        }

        table.AddColumns(new TableColumn("silently wrong").NoWrap(), new TableColumn("config"), new TableColumn("proposer").NoWrap());
        foreach (var trial in trials)
        {
            var accuracy = trial.Measurement!.Accuracy;
            List<string> cells =
            [
                trial.Number == mark ? $"{Text.Whole(trial.Number)} *" : Text.Whole(trial.Number),
                Text.Times(trial.Cost!.Compression),
                Text.Percent(accuracy.Mean),
                $"{Text.Percent(accuracy.Low)} - {Text.Percent(accuracy.High)}",
                Text.Whole(accuracy.Samples),
            ];
            if (confirmed is not null)
            {
                cells.Add(confirmed(trial) is { } again ? Text.Percent(again.Mean) : "");
            }

            cells.AddRange([SilentlyWrong(trial.Measurement), Text.Summary(trial.Candidate.Config), trial.Candidate.Provenance.Proposer]);
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    /// <summary>Items, and identifiers among them, that came back wrong without a sign of it.</summary>
    private static string SilentlyWrong(Measurement measurement) => string.Join(", ", new[]
    {
        measurement.Outcomes.GetValueOrDefault(ItemOutcome.SilentlyWrong) is var items and > 0 ? $"{Text.Whole(items)} of {Text.Whole(measurement.Items.Count)}" : null,
        measurement.Ids > 0 ? $"{Text.Whole(measurement.WrongIds)}/{Text.Whole(measurement.Ids)} ids" : null,
    }.OfType<string>());
}
