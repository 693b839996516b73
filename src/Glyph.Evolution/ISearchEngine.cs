using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Evolution;

/// <summary>How a search evolves: who proposes, who survives, and when it has converged. The loop, its store and its resume are the same for all.</summary>
public interface ISearchEngine
{
    /// <summary>The name that options use, such as <c>glyph</c>.</summary>
    string Name { get; }

    /// <summary>Who proposes; the bandit shares evaluations among them. Where one has no more to say, those after it fill in.</summary>
    IReadOnlyList<IProposer> Proposers { get; }

    /// <summary>What the engine makes of a candidate before it is judged; by default, the candidate itself. Who proposed it stays.</summary>
    /// <param name="context">What its proposer looked at.</param>
    /// <param name="candidate">The candidate.</param>
    Candidate Adopt(ProposalContext context, Candidate candidate) => candidate;

    /// <summary>How the evaluations are shared before anyone earned anything: a weight for each proposer, at least 0.</summary>
    IReadOnlyList<double> FirstShares => [.. Proposers.Select(_ => 1.0)];

    /// <summary>The trials that survive, best first.</summary>
    /// <param name="trials">All trials so far.</param>
    /// <param name="count">How many may.</param>
    IReadOnlyList<TrialPoint> Survivors(IReadOnlyList<TrialPoint> trials, int count);

    /// <summary>Whether the search has stood still for so many generations.</summary>
    /// <param name="generations">All generations so far.</param>
    /// <param name="stagnant">The limit of <see cref="Budget.StagnantGenerations"/>.</param>
    bool HasConverged(IReadOnlyList<Generation> generations, int stagnant);
}
