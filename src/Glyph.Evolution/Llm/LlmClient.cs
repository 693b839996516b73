using System.Net;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Glyph.Evolution.Llm;

/// <summary>
/// Asks a language model once a generation, through Semantic Kernel, each request reserved in the ledger and settled. A server
/// that refuses the JSON schema is asked again without it; nothing else is asked twice.
/// </summary>
internal sealed class LlmClient(IChatCompletionService chat, LlmOptions options) : IAnswerSource
{
    private const int MaximumError = 300;

    /// <summary>Characters of an answer that are kept and looked at; ideas take a few thousand.</summary>
    private const int MaximumAnswer = 100_000;

    /// <summary>Whether the server is asked to keep to the JSON schema; no more after it refused.</summary>
    private bool _structured = true;

    public async Task<JournalEntry?> AskAsync(int generation, Func<string> prompt, Func<Spend> spent, CancellationToken cancellationToken)
    {
        var started = options.Time.GetTimestamp();
        var proposer = ProposerNames.Of(options.Model);
        var question = prompt();
        var meter = new ProposalMeter(options, spent(), options.Count(question) + options.Count(PromptFiles.System));
        ChatMessageContent? answer = null;
        string? error = null;
        var capped = false;
        try
        {
            using var limit = new CancellationTokenSource(options.Rules.Timeout, options.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            answer = await SendAsync(question, meter, stop.Token);
            error = IdeaParser.Parse(Kept(answer.Content)) is not null ? null
                : ProposalMeter.IsCutOff(answer) ? FormattableString.Invariant($"the answer was cut off at {options.Rules.AnswerTokens} tokens and holds no JSON list of ideas; --llm-answer-tokens allows more")
                : "the answer holds no JSON list of ideas";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = FormattableString.Invariant($"no answer within {options.Rules.Timeout.TotalSeconds:0.#} s");
        }
        catch (SpendLimitException e)
        {
            (error, capped) = (e.Message, true);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a server or the network does, the search goes on; the journal keeps what it was.
            error = string.Concat(e.Message.ReplaceLineEndings(" ").Trim().Take(MaximumError));
        }

        var usage = ProposalMeter.UsageOf(answer);
        return new JournalEntry
        {
            Id = ProposerNames.EntryId(proposer, generation),
            Proposer = proposer,
            Generation = generation,
            Model = options.Model,
            Prompt = capped ? "" : $"{PromptFiles.System}\n\n{question}",
            Answer = answer is null ? null : Kept(answer.Content),
            Error = error,
            IsCapped = capped,
            Spent = meter.Spent,
            PromptTokens = usage?.InputTokenCount,
            AnswerTokens = usage?.OutputTokenCount,
            Duration = options.Time.GetElapsedTime(started),
            At = options.Time.GetUtcNow(),
        };
    }

    private static string Kept(string? answer) => answer is null ? "" : answer.Length <= MaximumAnswer ? answer : answer[..MaximumAnswer];

    private async Task<ChatMessageContent> SendAsync(string prompt, ProposalMeter meter, CancellationToken cancellationToken)
    {
        var history = new ChatHistory(PromptFiles.System);
        history.AddUserMessage(prompt);
        if (_structured)
        {
            try
            {
                return await meter.SendAsync(token => chat.GetChatMessageContentAsync(history, Settings(structured: true), kernel: null, token), cancellationToken);
            }
            catch (HttpOperationException e) when (e.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
            {
                _structured = false;
            }
        }

        return await meter.SendAsync(token => chat.GetChatMessageContentAsync(history, Settings(structured: false), kernel: null, token), cancellationToken);
    }

    private OpenAIPromptExecutionSettings Settings(bool structured)
    {
#pragma warning disable SKEXP0010 // Marked as experimental, and the only way to ask for a JSON schema, and for max_tokens, which older servers know alone.
        var settings = new OpenAIPromptExecutionSettings
        {
            Temperature = 0.8,
            ExtraBody = new Dictionary<string, object?>(StringComparer.Ordinal) { ["max_tokens"] = options.Rules.AnswerTokens },
        };
        if (structured)
        {
            settings.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("ideas", BinaryData.FromString(PromptFiles.IdeasSchema));
        }
#pragma warning restore SKEXP0010

        return settings;
    }
}
