using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Llm;

/// <summary>
/// Writes the prompt of a generation: space, target, front, recent trials with their failures, earlier ideas and outcomes.
/// Each part has a limit, so that the whole stays near 6,000 tokens however long the search. Text that comes from pages,
/// readers or errors is shortened and quoted: data, not instructions.
/// </summary>
internal static partial class PromptWriter
{
    private const int SpaceLimit = 6000;
    private const int FrontLimit = 3500;
    private const int RecentLimit = 5000;
    private const int IdeasLimit = 3500;
    private const int MaximumFront = 12;
    private const int MaximumRecent = 12;
    private const int MaximumIdeas = 12;
    private const int MaximumQuote = 80;
    private const int MaximumDomain = 1500;

    public static string Write(ProposalContext context, string target, IReadOnlyList<IdeaOutcome> outcomes, int count)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["space"] = Cut(SpaceLines(context.Space), SpaceLimit),
            ["target"] = Target(context, target),
            ["front"] = Cut(FrontLines(context.Front), FrontLimit),
            ["recent"] = Cut(Newest(context).Take(MaximumRecent).Select(t => Describe(t, failures: true)), RecentLimit),
            ["ideas"] = Cut(IdeaLines(context, outcomes), IdeasLimit),
            ["count"] = count.ToString(CultureInfo.InvariantCulture),
        };

        // In one pass: a placeholder inside quoted data stays what it is.
        return Placeholder().Replace(PromptFiles.Propose, match => parts[match.Groups["name"].Value]);
    }

    [GeneratedRegex(@"\{\{(?<name>[a-z]+)\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    private static IEnumerable<string> SpaceLines(SearchSpace space)
    {
        foreach (var parameter in space.Parameters)
        {
            // A value that is set in the config key of the parameter's name says itself what it sets.
            var effects = parameter is CategoricalParameter { Choices: var choices }
                ? string.Join("; ", choices.Where(c => c.Effects.Any() && !c.Effects.All(e => e.StartsWith($"{parameter.Name} \"", StringComparison.Ordinal))).Select(c => $"{c.Name}: {string.Join(", ", c.Effects)}"))
                : "";
            var when = parameter.When.Count > 0 ? $" (only when {string.Join(" and ", parameter.When)})" : "";
            yield return Shorten($"- {parameter.Name}: {parameter.Domain}{when}{(effects.Length > 0 ? $" [{effects}]" : "")}", MaximumDomain);
        }

        foreach (var derived in space.Derived)
        {
            yield return $"- derived: {derived}";
        }

        foreach (var constraint in space.Constraints)
        {
            yield return $"- constraint: {constraint}";
        }
    }

    private static string Target(ProposalContext context, string target)
    {
        var mark = context.History.Points.FirstOrDefault(t => t.Objectives is not null) is { } point ? context.History.Get(point.Number) : null;
        return string.Create(CultureInfo.InvariantCulture,
            $"{target}: one vision token for each {context.PixelGrid}x{context.PixelGrid} px cell; a page whose sides are multiples of {context.PixelGrid} px is not resampled.")
            + (mark is null ? "" : $"\nThe mark to beat is trial {mark.Number}: {Numbers(mark)}.");
    }

    private static IEnumerable<Trial> Newest(ProposalContext context) =>
        context.History.Points.Reverse().Select(t => context.History.Get(t.Number));

    private static IEnumerable<string> FrontLines(IReadOnlyList<Trial> front)
    {
        var useful = front.Where(t => t.Objectives!.Value.Accuracy >= 0.8).ToList();
        return (useful.Count >= 3 ? useful : front).Take(MaximumFront).Select(t => Describe(t, failures: false));
    }

    private static IEnumerable<string> IdeaLines(ProposalContext context, IReadOnlyList<IdeaOutcome> outcomes)
    {
        var tried = context.History.Points.Reverse().Where(t => t.Proposer is LlmProposer.ProposerName).Take(MaximumIdeas).Select(t => context.History.Get(t.Number))
            .Select(t => $"- {t.Candidate.Provenance.Operator} of {string.Join(", ", t.Candidate.Provenance.Parents)} ({Quote(t.Candidate.Provenance.Reason ?? "")}) -> trial {t.Number}: {Numbers(t)}");
        var rejected = outcomes.Where(o => o.Detail is not null).Reverse().Take(MaximumIdeas / 2)
            .Select(o => $"- {o.Outcome} in {o.Journal}: {Quote(o.Detail!)}");
        return tried.Concat(rejected);
    }

    private static string Describe(Trial trial, bool failures)
    {
        var text = new StringBuilder($"- #{trial.Number.ToString(CultureInfo.InvariantCulture)} {Numbers(trial)} | {trial.Candidate.Genome?.ToString() ?? "(a config outside the space)"}");
        if (failures && trial.Measurement is { } measurement)
        {
            var confusions = measurement.Confusions.Take(5).Select(c => $"{Quote(c.Truth)}->{Quote(c.Read)} x{c.Count.ToString(CultureInfo.InvariantCulture)}");
            text.Append(measurement.Confusions.Count > 0 ? $" | misread {string.Join(", ", confusions)}" : "");
            text.Append(measurement.Worst.Count > 0 ? $" | worst line {Quote(measurement.Worst[0].Truth)} read as {Quote(measurement.Worst[0].Read)}" : "");
        }

        return text.ToString();
    }

    private static string Numbers(Trial trial) => trial switch
    {
        { Objectives: { } o, Measurement.Accuracy: var a } => string.Create(CultureInfo.InvariantCulture,
            $"accuracy {o.Accuracy:0.000} [{a.Low:0.000}, {a.High:0.000}], compression {o.Compression:0.00}"),
        { Status: TrialStatus.Infeasible } => $"infeasible: {Quote(string.Join("; ", trial.Violations))}",
        _ => $"{trial.Status.ToString().ToLowerInvariant()}: {Quote(trial.Error ?? "")}",
    };

    private static string Quote(string text) => JsonSerializer.Serialize(Shorten(text, MaximumQuote), GlyphJson.Compact);

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..length] + "...";

    /// <summary>As many whole lines as fit.</summary>
    private static string Cut(IEnumerable<string> lines, int limit)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length + line.Length > limit)
            {
                text.Append("- (more left out)\n");
                break;
            }

            text.Append(line).Append('\n');
        }

        return text.Length == 0 ? "(none yet)" : text.ToString().TrimEnd();
    }
}
