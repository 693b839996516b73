using System.Text.Json.Nodes;
using Glyph.TestServer.Answers;
using Microsoft.AspNetCore.Http;

namespace Glyph.TestServer.Behaviours;

/// <summary>The behaviours in which a question is worked on, but its answer is, or comes, other than it should.</summary>
internal static class Wrong
{
    private const string InWords = "I'm sorry, but I can't help with reading this image.";

    /// <summary>What is said instead of what stands on the pages, or null.</summary>
    public static string? TextOf(Behaviour behaviour) => behaviour switch
    {
        Behaviour.OtherLanguage => "图片中的文字无法用英文转写。",
        Behaviour.Refusal or Behaviour.RefusalInWords => InWords,
        Behaviour.Endless => string.Join(' ', Enumerable.Repeat("and so on", 10_000)),
        Behaviour.Filtered or Behaviour.Empty => "",
        _ => null,
    };

    /// <summary>The body of an answer.</summary>
    public static string Completion(string model, Answer answer, Step step)
    {
        var message = new JsonObject { ["role"] = "assistant" };
        message["content"] = step.Behaviour is Behaviour.Refusal ? null : answer.Text;
        if (step.Behaviour is Behaviour.Refusal)
        {
            message["refusal"] = answer.Text;
        }

        var finish = step.Behaviour switch
        {
            Behaviour.Filtered => "content_filter",
            Behaviour.OddFinish => "abort",
            _ when !answer.IsWhole => "length",
            _ => "stop",
        };
        var completion = new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = model,
            ["choices"] = step.Behaviour is Behaviour.NoChoices
                ? []
                : new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = finish }),
        };
        if (step.Behaviour is not Behaviour.NoUsage)
        {
            var factor = step.Behaviour is Behaviour.WrongUsage ? step.Factor : 1;
            var (prompt, tokens) = ((long)(answer.PromptTokens * factor), (long)(answer.AnswerTokens * factor));
            completion["usage"] = new JsonObject { ["prompt_tokens"] = prompt, ["completion_tokens"] = tokens, ["total_tokens"] = prompt + tokens };
        }

        return completion.ToJsonString();
    }

    /// <summary>Sends an answer.</summary>
    public static async Task WriteAsync(HttpContext http, byte[] body, Step step)
    {
        http.Response.ContentType = "application/json";
        switch (step.Behaviour)
        {
            case Behaviour.Drip:
                foreach (var at in Enumerable.Range(0, body.Length))
                {
                    await http.Response.Body.WriteAsync(body.AsMemory(at, 1), http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                    await Task.Delay(step.Milliseconds, http.RequestAborted);
                }

                break;
            case Behaviour.Half:
                http.Response.Headers.ContentLength = body.Length;
                await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                http.Abort();
                break;
            case Behaviour.BrokenJson:
                await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), http.RequestAborted);
                break;
            default:
                await http.Response.Body.WriteAsync(body, http.RequestAborted);
                break;
        }
    }
}
