using Glyph.Core;
using Glyph.Core.Reading;

namespace Glyph.Reading.Served;

/// <summary>A model behind OpenAI's chat completion protocol. Its key is no part of this, so that it is never written with it.</summary>
public sealed record ServedModelOptions
{
    /// <summary>Where the server is: http or https, up to and with <c>/v1</c> or what the server has in its place.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The model's name at the server.</summary>
    public required string Model { get; init; }

    /// <summary>How long one attempt may take, from connecting to the last byte of the answer; above 0. Default 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What one question may hold. Default: 16 images, any size, 4 questions at a time.</summary>
    public ModelLimits Limits { get; init; } = new(Images: 16, Bytes: null, ContextTokens: null, Concurrency: 4);

    /// <summary>How the model chooses its tokens.</summary>
    public Decoding Decoding { get; init; } = new();

    /// <summary>Throws unless a server can be asked with these options and this key.</summary>
    /// <exception cref="InvalidInputException">All that is wrong; the key is never in it.</exception>
    internal void Check(string? apiKey)
    {
        var problems = new List<string>();
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https"))
        {
            problems.Add("The endpoint of a served model must be an absolute http or https address, such as http://127.0.0.1:8000/v1.");
        }
        else if (Endpoint.UserInfo.Length > 0 || Endpoint.Query.Length > 0 || Endpoint.Fragment.Length > 0)
        {
            // What stands in an endpoint is written to receipts, so it must hold no secret.
            problems.Add($"The endpoint {Endpoint.GetLeftPart(UriPartial.Path).Replace($"{Endpoint.UserInfo}@", "", StringComparison.Ordinal)} must have no user, query or fragment; the key is given apart.");
        }

        if (string.IsNullOrWhiteSpace(Model))
        {
            problems.Add("The name of the served model is empty; it must be one that the server lists under /models.");
        }

        if (Timeout <= TimeSpan.Zero)
        {
            problems.Add(FormattableString.Invariant($"The timeout of a served model is {Timeout}; it must be above 0."));
        }

        if (Limits.Images < 1 || Limits.Bytes < 1 || Limits.ContextTokens < 1 || Limits.Concurrency < 1)
        {
            problems.Add($"Each limit of a served model must be at least 1: {Limits}.");
        }

        if (Decoding.Temperature is < 0 or double.NaN || Decoding.TopP is < 0 or > 1 or double.NaN)
        {
            problems.Add(FormattableString.Invariant($"A temperature must be at least 0 and a top_p in [0, 1]; they are {Decoding.Temperature} and {Decoding.TopP}."));
        }

        if (apiKey?.Any(c => c is <= ' ' or > '~') is true)
        {
            problems.Add("The API key holds white space or characters beyond ASCII; it must be the key alone.");
        }

        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }
    }
}
