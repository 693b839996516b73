using System.Net;
using Glyph.Core.Searching;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Glyph.Evolution.Llm;

/// <summary>Asks a language model once and tells what came of it as a journal entry; it throws only when cancelled.</summary>
internal sealed class LlmClient(IChatCompletionService chat, string model, TimeProvider time, TimeSpan timeout)
{
    private const int MaximumError = 300;

    /// <summary>Whether the server is asked to keep to the JSON schema; no more after it refused.</summary>
    private bool _structured = true;

    public async Task<JournalEntry> AskAsync(string id, int generation, string prompt, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        ChatMessageContent? answer = null;
        string? error = null;
        try
        {
            using var limit = new CancellationTokenSource(timeout, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            answer = await SendAsync(prompt, stop.Token);
            error = IdeaParser.Parse(answer.Content ?? "") is null ? "the answer holds no JSON list of ideas" : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = FormattableString.Invariant($"no answer within {timeout.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a server or the network does, the search goes on; the journal keeps what it was.
            error = string.Concat(e.Message.ReplaceLineEndings(" ").Trim().Take(MaximumError));
        }

        var usage = answer?.Metadata?.GetValueOrDefault("Usage") as ChatTokenUsage;
        return new JournalEntry
        {
            Id = id,
            Generation = generation,
            Model = model,
            Prompt = $"{PromptFiles.System}\n\n{prompt}",
            Answer = answer?.Content,
            Error = error,
            PromptTokens = usage?.InputTokenCount,
            AnswerTokens = usage?.OutputTokenCount,
            Duration = time.GetElapsedTime(started),
            At = time.GetUtcNow(),
        };
    }

    private async Task<ChatMessageContent> SendAsync(string prompt, CancellationToken cancellationToken)
    {
        var history = new ChatHistory(PromptFiles.System);
        history.AddUserMessage(prompt);
        if (_structured)
        {
            try
            {
                return await chat.GetChatMessageContentAsync(history, Settings(structured: true), kernel: null, cancellationToken);
            }
            catch (HttpOperationException e) when (e.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
            {
                _structured = false;
            }
        }

        return await chat.GetChatMessageContentAsync(history, Settings(structured: false), kernel: null, cancellationToken);
    }

    private static OpenAIPromptExecutionSettings Settings(bool structured)
    {
        var settings = new OpenAIPromptExecutionSettings { Temperature = 0.8 };
        if (structured)
        {
#pragma warning disable SKEXP0010 // Marked as experimental, and the only way to ask for a JSON schema.
            settings.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("ideas", BinaryData.FromString(PromptFiles.IdeasSchema));
#pragma warning restore SKEXP0010
        }

        return settings;
    }
}
