using System.Globalization;
using System.Text;
using Glyph.Core.Rendering;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Llm;

/// <summary>Trials in words: what came of them, what the reader sees, and their genes.</summary>
internal static class TrialLines
{
    private const int MaximumConfusions = 5;

    /// <summary>A trial in a line.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="withReading">Whether what was misread is told too.</param>
    public static string Describe(Trial trial, bool withReading)
    {
        var text = new StringBuilder($"#{Text(trial.Number)} {Numbers(trial)}");
        text.Append(trial.Cost?.Sight is { } sight ? $" | {Seen(sight)}" : "");
        text.Append($" | {trial.Candidate.Genome?.ToString() ?? "(a config outside the space)"}");
        if (withReading && trial.Measurement is { } measurement)
        {
            text.Append(measurement.Confusions.Count > 0 ? $" | misread {Confusions(measurement.Confusions.Take(MaximumConfusions))}" : "");
            text.Append(measurement.Worst.Count > 0 ? $" | worst line {PromptData.Quote(measurement.Worst[0].Truth)} read as {PromptData.Quote(measurement.Worst[0].Read)}" : "");
        }

        return text.ToString();
    }

    /// <summary>What came of a trial.</summary>
    public static string Numbers(Trial trial) => trial switch
    {
        { Objectives: { } o, Measurement.Accuracy: var a } => string.Create(CultureInfo.InvariantCulture,
            $"accuracy {o.Accuracy:0.000} [{a.Low:0.000}, {a.High:0.000}], compression {o.Compression:0.00}"),
        { Status: TrialStatus.Infeasible } => $"infeasible: {PromptData.Quote(string.Join("; ", trial.Violations))}",
        _ => $"{trial.Status.ToString().ToLowerInvariant()}: {PromptData.Quote(trial.Error ?? "")}",
    };

    /// <summary>Misread characters, with how often.</summary>
    public static string Confusions(IEnumerable<Confusion> confusions) =>
        string.Join(", ", confusions.Select(c => $"{PromptData.Quote(c.Truth)}->{PromptData.Quote(c.Read)} x{Text(c.Count)}"));

    private static string Seen(Sight sight) => string.Create(CultureInfo.InvariantCulture,
        $"sees x-height {sight.XHeight:0.0}, stroke {sight.Stroke:0.00}, character {sight.CharacterWidth:0.00}, pitch {sight.LinePitch:0.0} px, {(sight.IsResampled ? "resampled" : "not resampled")}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
