using System.Text.Json.Serialization;

namespace Glyph.TestServer.Behaviours;

/// <summary>How a request is treated.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Behaviour>))]
public enum Behaviour
{
    /// <summary>It is answered well.</summary>
    Well,

    /// <summary>401: the key is wrong.</summary>
    WrongKey,

    /// <summary>404: there is no such model.</summary>
    UnknownModel,

    /// <summary>400: the context is too short for the question.</summary>
    TooLong,

    /// <summary>400: the model takes no temperature.</summary>
    RefusesParameter,

    /// <summary>429 that no waiting helps: nothing is left to spend.</summary>
    NoQuota,

    /// <summary>400, with the Authorization header in the error's words.</summary>
    EchoKey,

    /// <summary>429 with <c>Retry-After</c> in seconds.</summary>
    Busy,

    /// <summary>429 with <c>Retry-After</c> as a date.</summary>
    BusyUntil,

    /// <summary>500.</summary>
    Error,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>307 to another place.</summary>
    Moved,

    /// <summary>A good answer, byte by byte.</summary>
    Drip,

    /// <summary>Half of a good answer, then a closed connection.</summary>
    Half,

    /// <summary>A page of HTML with status 200.</summary>
    Html,

    /// <summary>Half of a good answer's JSON, as if it were all.</summary>
    BrokenJson,

    /// <summary>An answer without choices.</summary>
    NoChoices,

    /// <summary>An error with status 200, as gateways send it.</summary>
    ErrorAsAnswer,

    /// <summary>An answer in a language that nobody asked for.</summary>
    OtherLanguage,

    /// <summary>A refusal in the protocol's own field.</summary>
    Refusal,

    /// <summary>A refusal in so many words.</summary>
    RefusalInWords,

    /// <summary>The same words over and over, up to the limit of tokens.</summary>
    Endless,

    /// <summary>The answer is withheld by a filter.</summary>
    Filtered,

    /// <summary>A reason to finish that the protocol does not know.</summary>
    OddFinish,

    /// <summary>An empty answer.</summary>
    Empty,

    /// <summary>A good answer that does not say what it cost.</summary>
    NoUsage,

    /// <summary>A good answer that says that it cost <see cref="Step.Factor"/> times as much.</summary>
    WrongUsage,

    /// <summary>The connection is closed without a word.</summary>
    Reset,

    /// <summary>The server's process ends.</summary>
    Die,
}

/// <summary>A part of a script.</summary>
public sealed record Step
{
    /// <summary>What is done.</summary>
    public Behaviour Behaviour { get; init; }

    /// <summary>To how many requests; null: to all from now on.</summary>
    public int? Count { get; init; }

    /// <summary>The probability that a request is treated so, in [0, 1]; those that are not go on to the next step.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Seconds for <c>Retry-After</c>.</summary>
    public int RetryAfter { get; init; } = 1;

    /// <summary>Milliseconds between two bytes of <see cref="Behaviour.Drip"/>.</summary>
    public int Milliseconds { get; init; } = 20;

    /// <summary>What <see cref="Behaviour.WrongUsage"/> multiplies by.</summary>
    public double Factor { get; init; } = 2;
}

/// <summary>How the requests from now on are treated: by the first step that applies, or well.</summary>
public sealed record Script
{
    /// <summary>The seed of the probabilities. What befalls a question depends on it, on the question and on how often it was asked, not on what is asked beside it.</summary>
    public long Seed { get; init; }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];
}

/// <summary>What a server has done so far.</summary>
/// <param name="Requests">Requests for completions.</param>
/// <param name="PromptTokens">Tokens charged for prompts and images.</param>
/// <param name="AnswerTokens">Tokens charged for answers.</param>
/// <param name="Answered">Questions answered well, each time that they were.</param>
/// <param name="DistinctAnswered">Different questions answered well.</param>
/// <param name="AtATime">The most requests at one time.</param>
/// <param name="Keys">The keys that requests had.</param>
/// <param name="Behaviours">How many requests were treated how.</param>
public sealed record ServerStats(
    long Requests,
    long PromptTokens,
    long AnswerTokens,
    long Answered,
    long DistinctAnswered,
    long AtATime,
    IReadOnlyList<string> Keys,
    IReadOnlyDictionary<string, long> Behaviours);
