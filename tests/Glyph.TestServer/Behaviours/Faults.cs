using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Glyph.TestServer.Behaviours;

/// <summary>The behaviours in which no question is worked on.</summary>
internal static class Faults
{
    /// <summary>Behaves so, where it is one of these.</summary>
    public static async Task<bool> TryAsync(HttpContext http, Step step, string authorization)
    {
        switch (step.Behaviour)
        {
            case Behaviour.WrongKey:
                await ErrorAsync(http, 401, $"Incorrect API key provided: {authorization}", "invalid_api_key");
                return true;
            case Behaviour.UnknownModel:
                await ErrorAsync(http, 404, "The model does not exist.", "model_not_found");
                return true;
            case Behaviour.TooLong:
                await ErrorAsync(http, 400, "This model's maximum context length is 8192 tokens.\nPlease shorten the prompt.", "context_length_exceeded");
                return true;
            case Behaviour.RefusesParameter:
                await ErrorAsync(http, 400, "Unsupported value: 'temperature' does not support 0 with this model.", "unsupported_value");
                return true;
            case Behaviour.NoQuota:
                await ErrorAsync(http, 429, "You exceeded your current quota.", "insufficient_quota");
                return true;
            case Behaviour.EchoKey:
                await ErrorAsync(http, 400, $"Bad request with Authorization: {authorization}");
                return true;
            case Behaviour.Busy:
                http.Response.Headers.RetryAfter = step.RetryAfter.ToString(CultureInfo.InvariantCulture);
                await ErrorAsync(http, 429, "Rate limit reached.", "rate_limit_exceeded");
                return true;
            case Behaviour.BusyUntil:
                http.Response.Headers.RetryAfter = TimeProvider.System.GetUtcNow().AddSeconds(step.RetryAfter).ToString("R", CultureInfo.InvariantCulture);
                await ErrorAsync(http, 429, "Rate limit reached.", "rate_limit_exceeded");
                return true;
            case Behaviour.Error:
                await ErrorAsync(http, 500, "CUDA error: an illegal memory access was encountered");
                return true;
            case Behaviour.Unavailable:
                await ErrorAsync(http, 503, "The model is loading.");
                return true;
            case Behaviour.Moved:
                http.Response.StatusCode = 307;
                http.Response.Headers.Location = "http://localhost:9/v1/chat/completions";
                return true;
            case Behaviour.Html:
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("<!doctype html>\n<html><body><h1>Welcome to nginx!</h1></body></html>", http.RequestAborted);
                return true;
            case Behaviour.ErrorAsAnswer:
                await http.Response.WriteAsJsonAsync(new { error = new { message = "The provider returned an error.", code = 502 } }, http.RequestAborted);
                return true;
            case Behaviour.Reset:
                http.Abort();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes an error as OpenAI does.</summary>
    public static Task ErrorAsync(HttpContext http, int status, string message, string? code = null)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { error = new { message, type = "error", param = (string?)null, code } }, http.RequestAborted);
    }
}
