using System.Globalization;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Llm;

/// <summary>What a model is to learn from: what was misread on the front, and what its own ideas gained.</summary>
/// <param name="context">The search so far.</param>
/// <param name="proposer">Whose ideas.</param>
/// <param name="outcomes">What became of them before they were read.</param>
internal sealed class Reflection(ProposalContext context, string proposer, IReadOnlyList<IdeaOutcome> outcomes)
{
    private const int MaximumConfusions = 10;
    private const int MaximumIdeas = 10;
    private const int MaximumDropped = 5;

    /// <summary>The lines, the most telling first.</summary>
    public IEnumerable<string> Lines()
    {
        var misread = context.Front.Where(t => t.Objectives!.Value.Accuracy >= FrontGap.LeastAccuracy)
            .SelectMany(t => t.Measurement!.Confusions)
            .GroupBy(c => (c.Truth, c.Read))
            .Select(group => new Confusion(group.Key.Truth, group.Key.Read, group.Sum(c => c.Count)))
            .OrderByDescending(c => c.Count).ThenBy(c => c.Truth, StringComparer.Ordinal).ThenBy(c => c.Read, StringComparer.Ordinal)
            .Take(MaximumConfusions)
            .ToList();
        if (misread.Count > 0)
        {
            yield return $"misread most on the useful front: {TrialLines.Confusions(misread)}";
        }

        foreach (var point in context.History.Points.Reverse().Where(t => string.Equals(t.Proposer, proposer, StringComparison.Ordinal)).Take(MaximumIdeas))
        {
            var trial = context.History.Get(point.Number);
            var from = trial.Candidate.Provenance;
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{Verdict(point)}: your {from.Operator} of {string.Join(" and ", from.Parents.Select(n => $"#{n}"))} ({PromptData.Quote(from.Reason ?? "")}) became #{trial.Number}: {TrialLines.Numbers(trial)}");
        }

        foreach (var outcome in outcomes.Where(o => o.Outcome is "dropped").Reverse().Take(MaximumDropped))
        {
            yield return $"dropped unread: {PromptData.Quote(outcome.Detail ?? "")}";
        }
    }

    private string Verdict(TrialPoint point)
    {
        if (point.Objectives is not { } objectives)
        {
            return "gained nothing";
        }

        var earlier = ParetoFront.Of(context.History.Points.Take(point.Number - 1)).Select(t => t.Objectives!.Value).ToList();
        var gained = ParetoFront.Hypervolume(earlier.Append(objectives), ParetoFront.Reference) - ParetoFront.Hypervolume(earlier, ParetoFront.Reference);
        return gained > 0 ? string.Create(CultureInfo.InvariantCulture, $"gained {gained:0.0000} of hypervolume") : "gained nothing";
    }
}
