namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>The exchanges that trials of language models name.</summary>
internal static class SyntheticJournal
{
    public static IEnumerable<object> Of(IReadOnlyList<SyntheticTrial> trials)
    {
        foreach (var group in trials.Where(t => t.Journal is not null).GroupBy(t => t.Journal!, StringComparer.Ordinal))
        {
            var first = group.First();
            yield return Entry(group.Key, first, [.. group.Select((t, i) => (object)new { index = i, outcome = t.Status is "complete" ? "used" : "repaired", detail = $"trial {t.Number}" }),
                new { index = 9, outcome = "dropped", detail = Hostile.Image }]);
        }

        if (trials.Count > 0)
        {
            yield return Entry("g999-failed", trials[^1] with { Proposer = SyntheticTrials.Llm }, [], "the answer holds no JSON list of ideas");
        }
    }

    private static object Entry(string id, SyntheticTrial trial, object[] ideas, string? error = null) => new
    {
        id,
        proposer = trial.Proposer,
        generation = trial.Generation,
        model = trial.Proposer["llm:".Length..],
        prompt = "# Target\nglm-4.1v, its vision tokens are 28 x 28 px cells.\n\n# Front\n| trial | compression | accuracy |\n" + Hostile.Script + "\n"
            + string.Join('\n', Enumerable.Range(1, 30).Select(i => $"| {i} | {1 + i * 0.2:0.00}x | {1 - i * 0.01:0.000} |")),
        answer = error is null ? "```json\n{\"ideas\": [{\"kind\": \"edit\", \"of\": 7, \"set\": {\"font-size\": 6.5}, \"why\": \"" + Hostile.Image + "\"}]}\n```" : null,
        error,
        seconds = 12.4,
        at = "2026-11-27T09:41:00Z",
        spent = new { requests = 1, inputTokens = 3800, outputTokens = 651, cost = 0.0088 },
        ideas,
    };
}
