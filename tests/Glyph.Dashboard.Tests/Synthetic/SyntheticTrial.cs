namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>A trial as an event or a document brings it.</summary>
internal sealed record SyntheticTrial
{
    public required int Number { get; init; }
    public required int Generation { get; init; }
    public string Status { get; init; } = "complete";
    public required string Proposer { get; init; }
    public string? Operator { get; init; }
    public double? Compression { get; init; }
    public double? Accuracy { get; init; }
    public double HalfInterval { get; init; }
    public double? Confirmed { get; init; }
    public int Samples { get; init; } = 32;
    public int Ids { get; init; }
    public int WrongIds { get; init; }
    public int[] Parents { get; init; } = [];
    public string? Reason { get; init; }
    public string? Journal { get; init; }
    public string? Error { get; init; }
    public double Seconds { get; init; }
    public required IReadOnlyDictionary<string, object> Config { get; init; }

    public bool IsEvaluation => Status is "complete" or "failed";
}

/// <summary>Trials as the columns of <c>document.ts</c>.</summary>
internal static class TrialColumns
{
    public static object Of(IReadOnlyList<SyntheticTrial> trials)
    {
        object Code(Func<SyntheticTrial, object?> value)
        {
            var column = new Coded();
            foreach (var trial in trials)
            {
                column.Add(value(trial));
            }

            return column.ToDocument();
        }

        static double? Rounded(double? value) => value is { } v ? Math.Round(v, 4) : null;
        List<T> Plain<T>(Func<SyntheticTrial, T> value) => [.. trials.Select(value)];
        double? Low(SyntheticTrial t, double? of) => Rounded(of is { } v ? Math.Max(0, v - t.HalfInterval) : null);
        double? High(SyntheticTrial t, double? of) => Rounded(of is { } v ? Math.Min(1, v + t.HalfInterval * 0.8) : null);

        return new
        {
            number = Plain(t => t.Number),
            generation = Plain(t => t.Generation),
            status = Code(t => t.Status),
            proposer = Code(t => t.Proposer),
            @operator = Code(t => t.Operator),
            compression = Plain(t => Rounded(t.Compression)),
            allInclusiveCompression = Plain(t => Rounded(t.Compression * 0.94)),
            accuracy = Plain(t => Rounded(t.Accuracy)),
            accuracyLow = Plain(t => Low(t, t.Accuracy)),
            accuracyHigh = Plain(t => High(t, t.Accuracy)),
            samples = Plain(t => t.Accuracy is null ? null : (int?)t.Samples),
            confirmed = Plain(t => Rounded(t.Confirmed)),
            confirmedLow = Plain(t => Low(t, t.Confirmed)),
            confirmedHigh = Plain(t => High(t, t.Confirmed)),
            ids = Plain(t => t.Ids),
            wrongIds = Plain(t => t.WrongIds),
            pages = Plain(t => t.Compression is { } c ? (int?)Math.Max(1, (int)(40 / c)) : null),
            visionTokens = Plain(t => t.Compression is { } c ? (int?)(int)(15000 / c) : null),
            textTokens = Plain(t => t.Compression is null ? null : (int?)15000),
            seconds = Plain(t => Math.Round(t.Seconds, 2)),
            configHash = Plain(t => $"{(uint)(t.Number * 2654435761):x8}"),
            parents = Plain(t => t.Parents),
            reason = Code(t => t.Reason),
            journal = Code(t => t.Journal),
            idea = Plain(t => t.Journal is null ? null : (int?)trials.TakeWhile(other => other != t).Count(other => string.Equals(other.Journal, t.Journal, StringComparison.Ordinal))),
            error = Code(t => t.Error),
            rungs = Plain(Rungs),
            config = trials.SelectMany(t => t.Config.Keys).Distinct(StringComparer.Ordinal)
                .ToDictionary(key => key, key => Code(t => t.Config.GetValueOrDefault(key)), StringComparer.Ordinal),
        };
    }

    private static double[][] Rungs(SyntheticTrial trial)
    {
        if (trial.Accuracy is not { } accuracy)
        {
            return [];
        }

        var rungs = new List<double[]>();
        for (var items = 8; items <= trial.Samples; items *= 2)
        {
            var half = trial.HalfInterval * Math.Sqrt(trial.Samples / (double)items);
            var mean = Math.Round(Math.Min(1, accuracy + (trial.Number % 5 - 2) * half * 0.12), 4);
            rungs.Add([mean, Math.Round(Math.Max(0, mean - half), 4), Math.Round(Math.Min(1, mean + half), 4), items]);
        }

        return [.. rungs];
    }
}
