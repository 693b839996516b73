using Glyph.Core;
using Glyph.Core.Spending;
using Microsoft.SemanticKernel;
using OpenAI.Chat;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Glyph.Evolution.Llm;

/// <summary>Sends the requests of one question: each within the limits, reserved before and settled after.</summary>
/// <param name="options">The limits, the price and the gate.</param>
/// <param name="before">What proposals spent before.</param>
/// <param name="promptTokens">Tokens of the prompt, as counted here.</param>
internal sealed class ProposalMeter(LlmOptions options, Spend before, int promptTokens)
{
    /// <summary>What this question has spent so far.</summary>
    public Spend Spent { get; private set; }

    /// <summary>The tokens that an answer says it was charged for, or null.</summary>
    public static ChatTokenUsage? UsageOf(ChatMessageContent? answer) => answer?.Metadata?.GetValueOrDefault("Usage") as ChatTokenUsage;

    /// <summary>Whether an answer reached the limit of its tokens.</summary>
    public static bool IsCutOff(ChatMessageContent answer) => OutcomeOf(answer) is "length";

    /// <summary>Sends one request.</summary>
    /// <exception cref="SpendLimitException">It could pass a limit; it was not sent.</exception>
    public async Task<ChatMessageContent> SendAsync(Func<CancellationToken, Task<ChatMessageContent>> send, CancellationToken cancellationToken)
    {
        if (SpendCap.Refusal(options.Rules.Limits, before + Spent, Priced(promptTokens, options.Rules.AnswerTokens)) is { } refusal)
        {
            throw new SpendLimitException(refusal);
        }

        var reservation = options.Gate is { } gate
            ? await gate.ReserveAsync(SpendPurpose.Proposal, options.Model, promptTokens, options.Rules.AnswerTokens, cancellationToken)
            : null;
        var started = options.Time.GetTimestamp();
        SpendResult Result(string outcome, long? input, long? output) => new(outcome, input, output, options.Time.GetElapsedTime(started));
        try
        {
            var answer = await send(cancellationToken);
            var usage = UsageOf(answer);
            Settle(reservation, Result(OutcomeOf(answer), usage?.InputTokenCount, usage?.OutputTokenCount));
            return answer;
        }
        catch (HttpOperationException e)
        {
            // Most say no before anything is worked on; a gateway's time-out does not.
            var isFree = e.StatusCode is { } status ? (int)status is not (504 or 524) : IsUnsent(e);
            Settle(reservation, Result(e.StatusCode is { } code ? FormattableString.Invariant($"http-{(int)code}") : "transient", isFree ? 0 : null, 0));
            throw;
        }
        catch (OperationCanceledException)
        {
            Settle(reservation, Result("cancelled", null, 0));
            throw;
        }
        catch (Exception e)
        {
            Settle(reservation, Result("transient", IsUnsent(e) ? 0 : null, 0));
            throw;
        }
    }

    /// <summary>How an answer ended, in the words of <see cref="Settlement.Outcome"/>.</summary>
    private static string OutcomeOf(ChatMessageContent answer) => answer.Metadata?.GetValueOrDefault("FinishReason") switch
    {
        nameof(ChatFinishReason.Length) => "length",
        nameof(ChatFinishReason.ContentFilter) => "content-filter",
        nameof(ChatFinishReason.Stop) => "stop",
        _ => "other",
    };

    private static bool IsUnsent(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => true,
        AggregateException several => several.InnerExceptions.All(IsUnsent),
        _ => error.InnerException is { } inner && IsUnsent(inner),
    };

    private void Settle(Reservation? reservation, SpendResult result)
    {
        Spent += Priced(result.InputTokens ?? promptTokens, result.OutputTokens ?? options.Rules.AnswerTokens);
        if (reservation is not null)
        {
            options.Gate!.Settle(reservation, result);
        }
    }

    private Spend Priced(long input, long output) => new(1, input, output, options.Price?.Of(input, output) ?? 0);
}
