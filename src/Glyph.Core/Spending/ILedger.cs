namespace Glyph.Core.Spending;

/// <summary>What a request is for.</summary>
public enum SpendPurpose
{
    /// <summary>Reading trials.</summary>
    Search,

    /// <summary>Reading the front again.</summary>
    Confirmation,

    /// <summary>The held-out proof.</summary>
    Proof,

    /// <summary>Judging open answers.</summary>
    Judge,

    /// <summary>Proposing what to try next.</summary>
    Proposal,
}

/// <summary>An amount of spending.</summary>
/// <param name="Requests">Requests sent.</param>
/// <param name="InputTokens">Tokens of prompts and images.</param>
/// <param name="OutputTokens">Tokens of answers.</param>
/// <param name="Cost">Money; 0 where no price is known.</param>
public readonly record struct Spend(long Requests, long InputTokens, long OutputTokens, decimal Cost)
{
    /// <summary>The sum of two amounts.</summary>
    public static Spend operator +(Spend a, Spend b) =>
        new(a.Requests + b.Requests, a.InputTokens + b.InputTokens, a.OutputTokens + b.OutputTokens, a.Cost + b.Cost);

    /// <summary>What is left of an amount.</summary>
    public static Spend operator -(Spend a, Spend b) =>
        new(a.Requests - b.Requests, a.InputTokens - b.InputTokens, a.OutputTokens - b.OutputTokens, a.Cost - b.Cost);
}

/// <summary>A reservation: written before a request is sent. Without a <see cref="Settlement"/>, for the process died, it counts as spent.</summary>
/// <param name="Id">Unique in the search.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Reserved">The most that the request can cost.</param>
/// <param name="At">When.</param>
public sealed record Reservation(string Id, SpendPurpose Purpose, string Model, Spend Reserved, DateTimeOffset At);

/// <summary>What a request really cost.</summary>
/// <param name="Reservation">The id of its reservation.</param>
/// <param name="Outcome">In a word: <c>stop</c>, <c>length</c>, <c>content-filter</c>, or the error's kind, such as <c>http-429</c> or <c>timeout</c>.</param>
/// <param name="Spent">What was spent.</param>
/// <param name="Estimated">Whether the server did not say, so that the reserved amounts are counted.</param>
/// <param name="Duration">How long the request took.</param>
public sealed record Settlement(string Reservation, string Outcome, Spend Spent, bool Estimated, TimeSpan Duration);

/// <summary>A ledger line: a reservation, and what became of it.</summary>
/// <param name="Reservation">The reservation.</param>
/// <param name="Settlement">What it cost; null while it waits, or when its process died.</param>
public sealed record LedgerLine(Reservation Reservation, Settlement? Settlement)
{
    /// <summary>What counts as spent.</summary>
    public Spend Counted => Settlement?.Spent ?? Reservation.Reserved;
}

/// <summary>A model's answer as it is kept, for the same question is never paid twice.</summary>
/// <param name="Text">The text.</param>
/// <param name="Finish">Why the model stopped.</param>
/// <param name="PromptTokens">Tokens charged then for prompt and images, or null.</param>
/// <param name="AnswerTokens">Tokens charged then for the answer, or null.</param>
/// <param name="At">When it was given.</param>
public sealed record KeptAnswer(string Text, Reading.FinishReason Finish, long? PromptTokens, long? AnswerTokens, DateTimeOffset At);

/// <summary>
/// The ledgers of searches and the answers of models, kept like all that a store keeps: what a call has written is there after
/// a crash at any later instant. Answers belong to no search. Safe for concurrent use.
/// </summary>
public interface ILedger
{
    /// <summary>Writes a reservation.</summary>
    /// <exception cref="StoreException">The search is not there, or has one of that id.</exception>
    void Reserve(string searchId, Reservation reservation);

    /// <summary>Writes, in one step, what a reservation cost and the answer that it bought.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="settlement">What it cost.</param>
    /// <param name="answerKey">The key of the question, or null when there is no answer.</param>
    /// <param name="answer">The answer, or null. One that is kept already under the key stays.</param>
    /// <exception cref="StoreException">There is no such reservation, or it is settled.</exception>
    void Settle(string searchId, Settlement settlement, string? answerKey, KeptAnswer? answer);

    /// <summary>The lines of a search, oldest first.</summary>
    IReadOnlyList<LedgerLine> Lines(string searchId);

    /// <summary>What a search has spent: settled amounts, and reserved ones that nobody settled.</summary>
    Spend Spent(string searchId);

    /// <summary>Keeps what a search may spend and at what prices; the last ones hold.</summary>
    /// <exception cref="StoreException">There is no such search.</exception>
    void SetTerms(string searchId, SpendTerms terms);

    /// <summary>What a search may spend and at what prices; <see cref="SpendTerms.None"/> where nobody said.</summary>
    SpendTerms Terms(string searchId);

    /// <summary>The answer kept for a question, or null.</summary>
    KeptAnswer? Find(string answerKey);
}
