using System.Globalization;

namespace Glyph.Core.Spending;

/// <summary>What <see cref="SpendGate"/> checks, and how it says no.</summary>
internal static class SpendRules
{
    /// <summary>What is wrong with terms for some models.</summary>
    public static IReadOnlyList<string> Problems(SpendTerms terms, IReadOnlyCollection<string> models)
    {
        var (limits, prices) = (terms.Limits, terms.Prices);
        var problems = new List<string>();
        foreach (var (option, limit) in new (string, decimal?)[] { ("--max-cost", limits.Cost), ("--max-requests", limits.Requests), ("--max-tokens", limits.Tokens) })
        {
            if (limit < 0)
            {
                problems.Add($"{option} is {Text(limit.Value)}; it must be at least 0");
            }
        }

        if (limits.Cost is not null && prices is null)
        {
            problems.Add("--max-cost needs the models' prices; give a price file with --prices");
        }
        else if (limits.Cost is not null)
        {
            problems.AddRange(models.Distinct(StringComparer.Ordinal).Where(model => prices!.Find(model) is null).Select(model =>
                $"--max-cost: the price file has no price for the model '{model}'{NearestName.Hint(model, prices!.Models.Keys)}; add one"));
        }

        return problems;
    }

    /// <summary>Whether a total stays within a share of each limit.</summary>
    public static bool Fits(SpendLimits limits, decimal share, Spend total) =>
        Measures(limits, total).All(m => m.Limit is not { } limit || m.Amount <= limit * share);

    /// <summary>Why a request is refused: each limit that it would pass.</summary>
    public static string Refusal(string searchId, SpendTerms terms, SpendPurpose purpose, decimal share, Spend settled, Spend outstanding, Spend request)
    {
        var currency = terms.Prices?.Currency;
        var passed = Measures(terms.Limits, settled)
            .Zip(Measures(terms.Limits, outstanding), Measures(terms.Limits, request))
            .Where(m => m.First.Limit is { } limit && m.First.Amount + m.Third.Amount > limit * share)
            .Select(m =>
            {
                var unit = m.First.Unit ?? currency;
                var limit = m.First.Limit!.Value;
                var part = share == 1 ? "" : $", of which {Words(purpose)} may use {Text(limit * share)}, so that what comes after it can be paid";
                return $"{Text(limit)} {unit} ({m.First.Option}{part}): {Text(m.First.Amount)} spent, {Text(m.Second.Amount)} reserved by running requests, "
                    + $"and one more needs up to {Text(m.Third.Amount)}; 'glyph resume' with a higher {m.First.Option} goes on";
            });
        return $"search {searchId} has reached its limit of {string.Join("; and of ", passed)}";
    }

    private static (string Option, string? Unit, decimal? Limit, decimal Amount)[] Measures(SpendLimits limits, Spend amount) =>
    [
        ("--max-cost", null, limits.Cost, amount.Cost),
        ("--max-requests", "requests", limits.Requests, amount.Requests),
        ("--max-tokens", "tokens", limits.Tokens, (decimal)amount.InputTokens + amount.OutputTokens),
    ];

    private static string Words(SpendPurpose purpose) => purpose switch
    {
        SpendPurpose.Search => "reading trials",
        SpendPurpose.Confirmation => "reading the front again",
        SpendPurpose.Proof => "the held-out proof",
        SpendPurpose.Proposal => "proposing trials",
        _ => "judging",
    };

    private static string Text(decimal amount) => amount.ToString("#,0.########", CultureInfo.InvariantCulture);
}
