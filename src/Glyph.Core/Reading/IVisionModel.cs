using Glyph.Core.Rendering;
using Glyph.Core.Spending;

namespace Glyph.Core.Reading;

/// <summary>
/// A model that answers a prompt about images, or without any: what a reader of pages, and a judge, stand on. It is served or
/// in-process; a cache, a ledger and retries are models around a model. Safe for concurrent use.
/// </summary>
public interface IVisionModel
{
    /// <summary>Which model, and where.</summary>
    ReaderIdentity Identity { get; }

    /// <summary>
    /// All that decides an answer beside the question: model, endpoint, decoding parameters, weights' hashes. Equal questions to
    /// models of equal parameters have equal answers, as far as the model is deterministic.
    /// </summary>
    IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>What one question may hold.</summary>
    ModelLimits Limits { get; }

    /// <summary>Answers one question. The images stay the caller's.</summary>
    /// <exception cref="ModelException">There is no answer; <see cref="ModelException.Fault"/> says what that means for other questions.</exception>
    /// <exception cref="SpendLimitException">A limit of the search's spending is reached.</exception>
    Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken);
}

/// <summary>What one question to a model may hold, and how many may wait at a time.</summary>
/// <param name="Images">Images at most, at least 1.</param>
/// <param name="Bytes">Bytes of the whole request at most; null means no limit.</param>
/// <param name="ContextTokens">Tokens of prompt, images and answer together at most; null means unknown.</param>
/// <param name="Concurrency">Questions asked at the same time, at least 1.</param>
public sealed record ModelLimits(int Images, long? Bytes, long? ContextTokens, int Concurrency);

/// <summary>One question.</summary>
/// <param name="Prompt">The instruction, after the images.</param>
/// <param name="Images">The images, in order; may be none.</param>
/// <param name="MaxAnswerTokens">Tokens that the answer may have, at least 1.</param>
public sealed record ModelQuestion(string Prompt, IReadOnlyList<PageImage> Images, int MaxAnswerTokens)
{
    /// <summary>Tokens that prompt and images are expected to cost: what is reserved before asking. Not part of the question's identity.</summary>
    public long ExpectedPromptTokens { get; init; }

    /// <summary>What it is for. Not part of the question's identity.</summary>
    public SpendPurpose Purpose { get; init; }
}

/// <summary>Why a model stopped.</summary>
public enum FinishReason
{
    /// <summary>The answer is whole.</summary>
    Stop,

    /// <summary>It reached the limit of tokens.</summary>
    Length,

    /// <summary>A filter cut or withheld it.</summary>
    ContentFilter,

    /// <summary>Something else, such as a call of a tool that was not offered.</summary>
    Other,
}

/// <summary>A model's answer.</summary>
/// <param name="Text">The text; may be empty.</param>
/// <param name="Finish">Why it stopped.</param>
/// <param name="PromptTokens">Tokens charged for prompt and images, or null where nobody says.</param>
/// <param name="AnswerTokens">Tokens charged for the answer, or null where nobody says.</param>
public sealed record ModelReply(string Text, FinishReason Finish, long? PromptTokens, long? AnswerTokens)
{
    /// <summary>Whether it came from the cache.</summary>
    public bool Cached { get; init; }
}

/// <summary>What an error of a model means.</summary>
public enum ModelFault
{
    /// <summary>It may pass: busy, restarting, a broken connection. Ask again.</summary>
    Transient,

    /// <summary>This question cannot be answered; others may be.</summary>
    Question,

    /// <summary>No question can be answered until somebody acts: a wrong key, an unknown model.</summary>
    Fatal,
}

/// <summary>A model gave no answer. The message holds no key, and no more of a server's words than a line.</summary>
public sealed class ModelException : GlyphException
{
    /// <summary>Creates an error of a model.</summary>
    /// <param name="fault">What it means for other questions.</param>
    /// <param name="message">What happened, at which server or model.</param>
    /// <param name="inner">What caused it.</param>
    public ModelException(ModelFault fault, string message, Exception? inner = null)
        : base(message, inner!) => Fault = fault;

    /// <summary>What it means for other questions.</summary>
    public ModelFault Fault { get; }

    /// <summary>What happened, in a word for the ledger, such as <c>http-429</c> or <c>timeout</c>; null where there is no better word than the fault's.</summary>
    public string? Kind { get; init; }

    /// <summary>How long the server asks to wait before the next question; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the question was too large, so that a part of its images may be answered.</summary>
    public bool TooLarge { get; init; }

    /// <summary>Whether the server may have worked on the question, so that it may charge for it: a time-out, a broken answer.</summary>
    public bool MayBeCharged { get; init; }

    /// <summary>Whether any question would have met this: the server is not there, or takes none for now. It worked on none.</summary>
    public bool ServerUnavailable { get; init; }
}
