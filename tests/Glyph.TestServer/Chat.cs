using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Glyph.TestServer.Answers;
using Glyph.TestServer.Behaviours;
using Microsoft.AspNetCore.Http;

namespace Glyph.TestServer;

/// <summary>Answers requests for completions, well or as the script wants it.</summary>
internal sealed class Chat(ServerOptions options, ServerState state, IPageText pages) : IDisposable
{
    private readonly Answerer _answerer = new(pages);
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ServerState State => state;

    public Task Died => _died.Task;

    public async Task CompleteAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var header = http.Request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
        state.Enter(key, body);
        try
        {
            var question = ChatQuestion.Parse(body);
            var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
            var step = StepFor(question.Model, key, id);
            state.Did(step.Behaviour);
            if (step.Behaviour == Behaviour.Die)
            {
                _died.TrySetResult();
                http.Abort();
            }
            else if (!await Faults.TryAsync(http, step, header))
            {
                await AnswerAsync(http, question, id, step);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException or BadHttpRequestException)
        {
            await Faults.ErrorAsync(http, StatusCodes.Status400BadRequest, $"this is no question: {e.Message}");
        }
        finally
        {
            state.Leave();
        }
    }

    public void Dispose() => (pages as IDisposable)?.Dispose();

    private Step StepFor(string model, string? key, string id)
    {
        if (options.Key is not null && !string.Equals(key, options.Key, StringComparison.Ordinal))
        {
            return new Step { Behaviour = Behaviour.WrongKey };
        }

        if (string.Equals(model, options.Model, StringComparison.Ordinal))
        {
            return state.Next(id);
        }

        var isAlways = model.StartsWith($"{options.Model}/", StringComparison.Ordinal);
        return new Step
        {
            Behaviour = isAlways && Enum.TryParse<Behaviour>(model[(options.Model.Length + 1)..], out var always) ? always : Behaviour.UnknownModel,
        };
    }

    private async Task AnswerAsync(HttpContext http, ChatQuestion question, string id, Step step)
    {
        var read = await _answerer.AnswerAsync(question, http.RequestAborted);
        var answer = Wrong.TextOf(step.Behaviour) is { } text ? Answerer.Limit(text, read.PromptTokens, question.MaxTokens) : read;
        state.Charge(answer.PromptTokens, answer.AnswerTokens);
        if (step.Behaviour is Behaviour.Well or Behaviour.Drip or Behaviour.NoUsage or Behaviour.WrongUsage)
        {
            state.Answered(id);
        }

        await Wrong.WriteAsync(http, Encoding.UTF8.GetBytes(Wrong.Completion(question.Model, answer, step)), step);
    }
}
