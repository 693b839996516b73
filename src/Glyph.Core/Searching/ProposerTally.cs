using Glyph.Core.Spending;

namespace Glyph.Core.Searching;

/// <summary>
/// What one proposer did in one generation: the lines of the ledger of credit. Sums over generations and proposers are the
/// search's own numbers: evaluations add up to its evaluations, gains to the hypervolume of its front.
/// </summary>
public sealed record ProposerTally
{
    /// <summary>Its name, as trials' provenance has it.</summary>
    public required string Proposer { get; init; }

    /// <summary>How many places of the batch it was given.</summary>
    public int Places { get; init; }

    /// <summary>Candidates that it proposed.</summary>
    public int Proposed { get; init; }

    /// <summary>Those that were not read, by reason: see <see cref="DropReason"/>.</summary>
    public IReadOnlyDictionary<DropReason, int> Dropped { get; init; } = new Dictionary<DropReason, int>();

    /// <summary>Those that were read, or failed to be: what it cost of the budget.</summary>
    public int Evaluations { get; init; }

    /// <summary>Lines, pages or tasks that were read for them.</summary>
    public long Samples { get; init; }

    /// <summary>What it spent itself, such as a language model's requests; readings are not in it.</summary>
    public Spend Spent { get; init; }

    /// <summary>
    /// What the bandit divides its credit by, at least 0: its evaluations, plus, where prices are known, its own spending in the
    /// mean price of an evaluation.
    /// </summary>
    public double Cost { get; init; }

    /// <summary>Hypervolume that its trials added to the front, each at its turn by number; at least 0.</summary>
    public double Gained { get; init; }

    /// <summary>What the bandit credits it with: relative gains of the front where users live and over its whole; at least 0.</summary>
    public double Credit { get; init; }
}

/// <summary>Why a proposed candidate was not read.</summary>
public enum DropReason
{
    /// <summary>Its config is a trial already.</summary>
    SameConfig,

    /// <summary>Its pages look like those of a trial already.</summary>
    SamePages,

    /// <summary>It breaks a constraint.</summary>
    Infeasible,

    /// <summary>Even read perfectly it would be dominated.</summary>
    Screened,

    /// <summary>It came when the batch was full.</summary>
    Surplus,

    /// <summary>It makes no sense: an idea of a language model that names no trial, sets nothing, or the like.</summary>
    Invalid,
}
