using System.Text.Json;
using System.Text.Json.Serialization;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Analysis;

namespace Glyph.Daemon.Reporting;

/// <summary>What whoever runs a search knows of it beside the store.</summary>
internal sealed record LiveState
{
    /// <summary>Its place in a queue; higher goes first.</summary>
    public int Priority { get; init; }
}

/// <summary>One search as a list shows it, from its trials' points alone: no whole trial is loaded.</summary>
internal sealed record SearchInfo
{
    /// <summary>How many configs a search reads at once, by which the trials of an unfinished generation are told in wall time.</summary>
    private const int Parallelism = 2;

    public required string Id { get; init; }

    /// <summary>queued, running, paused, interrupted, finished, failed, cancelled.</summary>
    public required string State { get; init; }

    public string? StopReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Space { get; init; }

    public required string Corpus { get; init; }

    public required int SearchItems { get; init; }

    public required int HeldOutItems { get; init; }

    public required string Target { get; init; }

    public required string Tokenizer { get; init; }

    public required string Reader { get; init; }

    public required string Engine { get; init; }

    public required long Seed { get; init; }

    public required int Budget { get; init; }

    public required int Evaluations { get; init; }

    public required IReadOnlyList<string> Llms { get; init; }

    /// <summary>Seconds over all runs.</summary>
    public required double Elapsed { get; init; }

    /// <summary>Seconds to go at the pace so far; null when unknown or not running.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Eta { get; init; }

    public required double Hypervolume { get; init; }

    public required int Front { get; init; }

    /// <summary>By the levels of <see cref="Attainment.Levels"/>, the best compression at an accuracy of at least that; 0 where none.</summary>
    public required IReadOnlyList<double> Best { get; init; }

    public required Spend Spent { get; init; }

    public string? Currency { get; init; }

    public int Priority { get; init; }

    /// <summary>The info of a search in a store.</summary>
    public static SearchInfo Of(ISearchStore store, ILedger ledger, Search search, LiveState? live = null)
    {
        var points = store.Points(search.Id);
        return Of(search, points, ElapsedOf(store.Generations(search.Id), points), ledger.Spent(search.Id), ledger.Terms(search.Id).Prices?.Currency, live);
    }

    /// <summary>The info of a search whose parts are at hand.</summary>
    public static SearchInfo Of(Search search, IReadOnlyList<TrialPoint> points, TimeSpan elapsed, Spend spent, string? currency, LiveState? live = null)
    {
        var request = search.Request;
        var state = Text.Words(search.State);
        var front = ParetoFront.Of(points);
        var evaluations = points.Count(point => point.IsEvaluation);
        return new SearchInfo
        {
            Id = search.Id,
            State = state,
            StopReason = search.StopReason,
            CreatedAt = search.CreatedAt,
            Space = NameOf(request.SpaceJson),
            Corpus = request.Corpus.Name,
            SearchItems = request.Corpus.Search.Count,
            HeldOutItems = request.Corpus.HeldOut.Count,
            Target = request.Target,
            Tokenizer = request.Tokenizer,
            Reader = ReaderOf(request.Reader),
            Engine = request.Engine,
            Seed = request.Seed,
            Budget = request.Budget.Evaluations,
            Evaluations = evaluations,
            Llms = [.. request.Llms.Select(llm => llm.Model)],
            Elapsed = elapsed.TotalSeconds,
            Eta = state is "running" ? EtaOf(request.Budget, evaluations, elapsed) : null,
            Hypervolume = ParetoFront.Hypervolume(front.Select(point => point.Objectives!.Value), ParetoFront.Reference),
            Front = front.Count,
            Best = [.. Attainment.Levels.Select(level => front.LastOrDefault(point => point.Objectives!.Value.Accuracy >= level)?.Compression ?? 0)],
            Spent = spent,
            Currency = currency,
            Priority = live?.Priority ?? 0,
        };
    }

    /// <summary>Wall time of a search over all its runs; of an unfinished generation, what its trials took.</summary>
    public static TimeSpan ElapsedOf(IReadOnlyList<Generation> generations, IReadOnlyList<TrialPoint> points) =>
        (generations.Count > 0 ? generations[^1].Elapsed : TimeSpan.Zero)
        + TimeSpan.FromSeconds(points.Where(point => point.Generation >= generations.Count).Sum(point => point.Duration.TotalSeconds) / Parallelism);

    private static double? EtaOf(Budget budget, int evaluations, TimeSpan elapsed)
    {
        double? byPace = evaluations > 0 && elapsed > TimeSpan.Zero ? Math.Max(0, budget.Evaluations - evaluations) * elapsed.TotalSeconds / evaluations : null;
        double? byClock = budget.WallTime is { } limit ? Math.Max(0, (limit - elapsed).TotalSeconds) : null;
        return byPace is { } pace && byClock is { } clock ? Math.Min(pace, clock) : byPace ?? byClock;
    }

    private static string ReaderOf(ReaderRequest? reader) => reader?.Kind switch
    {
        ReaderKind.Served => $"{reader.Model} at {reader.Endpoint}",
        ReaderKind.Onnx => $"{Path.GetFileName(reader.Folder?.TrimEnd('/', '\\'))}{(reader.Variant is { } variant ? $" ({variant})" : "")} on {reader.Device}",
        _ => "recogniser",
    };

    /// <summary>A space's name; empty where its JSON cannot be read, for a list of searches must not fail by one of them.</summary>
    private static string NameOf(string spaceJson)
    {
        try
        {
            using var space = JsonDocument.Parse(spaceJson, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return space.RootElement.ValueKind == JsonValueKind.Object && space.RootElement.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
                ? name.GetString()!
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
