using System.Globalization;
using System.Text.RegularExpressions;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Llm;

/// <summary>
/// Writes the prompt of a generation: space, target, front and its gaps, what was misread and what earlier ideas gained, recent
/// trials. It stays within a number of tokens, counted, however long the search: the sections that matter most take theirs
/// first, and what does not fit is left out by whole lines.
/// </summary>
/// <param name="context">The search so far.</param>
/// <param name="proposer">Who asks: the ideas of that name are its own.</param>
/// <param name="target">The target's id.</param>
/// <param name="outcomes">What became of its ideas before they were read.</param>
internal sealed partial class PromptWriter(ProposalContext context, string proposer, string target, IReadOnlyList<IdeaOutcome> outcomes)
{
    private const int MaximumFront = 12;
    private const int MaximumRecent = 12;
    private const int MaximumGaps = 3;

    /// <summary>What the protocol's own tokens around two messages take, generously.</summary>
    private const int Envelope = 20;

    /// <summary>The prompt.</summary>
    /// <param name="ideas">How many ideas are asked for.</param>
    /// <param name="budget">Tokens that it may have, with the system prompt.</param>
    /// <param name="count">Counts tokens.</param>
    public string Write(int ideas, int budget, Func<string, int> count)
    {
        PromptSection[] sections =
        [
            new("target", 0.1, TargetLines()),
            new("space", 0.4, SpaceLines(context.Space)),
            new("front", 0.3, FrontLines()),
            new("gaps", 0.1, FrontGap.Widest(context.Front, MaximumGaps).Select(gap => gap.ToString())),
            new("reflection", 0.3, new Reflection(context, proposer, outcomes).Lines()),
            new("recent", 1, Newest().Take(MaximumRecent).Select(trial => TrialLines.Describe(trial, withReading: true))),
        ];
        var shown = sections.ToDictionary(section => section.Name, _ => new ShownSection(), StringComparer.Ordinal);
        var whole = budget - count(PromptFiles.System) - Envelope;
        var left = whole - count(Fill(shown, ideas));
        foreach (var section in sections)
        {
            left -= shown[section.Name].Fill(section, Math.Min(left, (int)(section.Share * whole)), count);
        }

        // Tokens of the whole are not the sum of those of its lines: it is counted once more, and shortened from its least useful end.
        var text = Fill(shown, ideas);
        while (count(text) > whole && sections.Reverse().Any(section => shown[section.Name].Shorten()))
        {
            text = Fill(shown, ideas);
        }

        return text;
    }

    /// <summary>In one pass: a placeholder inside of data would stay what it is.</summary>
    private static string Fill(Dictionary<string, ShownSection> shown, int ideas) => Placeholder().Replace(PromptFiles.Propose, match =>
        match.Groups["name"].Value is var name && shown.TryGetValue(name, out var section) ? section.ToString() : ideas.ToString(CultureInfo.InvariantCulture));

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
            yield return $"{parameter.Name}: {parameter.Domain}{when}{(effects.Length > 0 ? $" [{effects}]" : "")}";
        }

        foreach (var derived in space.Derived)
        {
            yield return $"derived: {derived}";
        }

        foreach (var constraint in space.Constraints)
        {
            yield return $"constraint: {constraint}";
        }
    }

    private IEnumerable<string> TargetLines()
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{target}: one vision token for each {context.PixelGrid}x{context.PixelGrid} px cell; a page whose sides are multiples of {context.PixelGrid} px is not resampled.");
        if (context.History.Points.FirstOrDefault(t => t.Objectives is not null) is { } mark)
        {
            yield return $"the mark to beat: {TrialLines.Describe(context.History.Get(mark.Number), withReading: false)}";
        }
    }

    private IEnumerable<Trial> Newest() => context.History.Points.Reverse().Select(t => context.History.Get(t.Number));

    private IEnumerable<string> FrontLines()
    {
        var useful = context.Front.Where(t => t.Objectives!.Value.Accuracy >= FrontGap.LeastAccuracy).ToList();
        return (useful.Count >= 3 ? useful : context.Front).Take(MaximumFront).Select(t => TrialLines.Describe(t, withReading: false));
    }
}
