using System.Globalization;
using Glyph.Core.Spending;

namespace Glyph.Evolution.Llm;

/// <summary>The limits of what proposals may spend, all models together.</summary>
internal static class SpendCap
{
    /// <summary>Which limit one more request could pass, in words; null where it fits within all.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="spent">What was spent before.</param>
    /// <param name="request">The most that the request can cost.</param>
    public static string? Refusal(SpendLimits limits, Spend spent, Spend request)
    {
        string?[] refusals =
        [
            Refusal("--llm-max-requests", limits.Requests, spent.Requests, request.Requests),
            Refusal("--llm-max-tokens", limits.Tokens, spent.InputTokens + spent.OutputTokens, request.InputTokens + request.OutputTokens),
            Refusal("--llm-max-cost", limits.Cost, spent.Cost, request.Cost),
        ];
        return refusals.OfType<string>().FirstOrDefault();
    }

    private static string? Refusal(string option, decimal? limit, decimal spent, decimal request) => limit is { } most && spent + request > most
        ? string.Create(CultureInfo.InvariantCulture, $"{option} is {most:#,0.######}: {spent:#,0.######} spent, and one more request needs up to {request:#,0.######}")
        : null;
}
