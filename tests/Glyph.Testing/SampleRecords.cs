using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Spending;
using Glyph.Core.Trials;

namespace Glyph.Testing;

/// <summary>Records with every field set, for tests that store, show or export them.</summary>
public static class SampleRecords
{
    /// <summary>When the sample searches began.</summary>
    public static DateTimeOffset Epoch { get; } = new(2026, 11, 22, 19, 31, 0, TimeSpan.Zero);

    public static Search Search(string id = "20261122-193100-7f3a", int minutesAfterEpoch = 0) => new()
    {
        Id = id,
        CreatedAt = Epoch.AddMinutes(minutesAfterEpoch),
        Request = new SearchRequest
        {
            Seed = long.MinValue + 7,
            SpaceJson = """{"name":"tiny","parameters":[]}""",
            Corpus = new Corpus("samples", [new("a.txt", "line one\nline \"two\"\r\n\ttab, 字, 😀, \u0001, </b>")], [new("b.txt", "held out")]),
            Target = "glm-4.1v",
            Tokenizer = "o200k_base",
            Budget = new Budget { Evaluations = 150, WallTime = TimeSpan.FromMinutes(2.5), StagnantGenerations = 9 },
            Population = 21,
            BatchSize = 11,
            SamplesPerTrial = 25,
            Engine = "geneticsharp",
            Llms = [new LlmRequest(new Uri("http://127.0.0.1:8000/v1"), "some-model"), new LlmRequest(new Uri("http://127.0.0.1:8001/v1"), "other-model")],
            LlmRules = new LlmRules { PromptTokens = 5_000, Limits = new SpendLimits(1.5m, 100, 200_000) },
            Earlier = [new EarlierSearch("20261121-080000-01ab", [1, 2, 5])],
            ExportFolder = "results/x",
        },
    };

    public static Trial Trial(int number = 1, TrialStatus status = TrialStatus.Complete, double accuracy = 0.1 + 0.2) => new()
    {
        Number = number,
        Generation = number / 10,
        Candidate = new Candidate(
            Genome.Empty.With("dpi", GeneValue.Of(72)).With("font-size", GeneValue.Of(1.0 / 3)).With("font", GeneValue.Of("DejaVu Sans")),
            RenderConfig.Published() with { FontSize = 1.0 / 3, FontColor = new Rgb(1, 2, 3) },
            new Provenance { Proposer = "llm", Operator = "edit", Parents = [1, 2], Reason = "smaller \"pages\"", Journal = "g3-mutate" }),
        ConfigHash = RenderConfig.Published().Hash(),
        Status = status,
        Cost = Cost(),
        Measurement = status == TrialStatus.Complete ? Measurement(accuracy) : null,
        Violations = status == TrialStatus.Infeasible ? ["contrast 1.2 is below 3"] : [],
        ViolationDegree = status == TrialStatus.Infeasible ? 0.6 : 0,
        Error = status == TrialStatus.Failed ? "the reader failed" : null,
        FinishedAt = Epoch.AddTicks(number + 1),
        Duration = TimeSpan.FromTicks(12_345_678_901),
    };

    public static CostReport Cost() => new()
    {
        Pages = 3,
        TextTokens = 4_000_000_000,
        VisionTokens = new VisionTokens(1_890, 1_896),
        AllInclusiveTokens = 1_950,
        MissingGlyphs = 2,
        LargestPage = new PixelSize(595, 842),
    };

    public static Measurement Measurement(double accuracy = 0.1 + 0.2) => new()
    {
        Accuracy = new AccuracyEstimate(accuracy, accuracy / 2, Math.Min(1, accuracy * 1.1), 0.95, 24, 1_234),
        Confusions = [new("l", "1", 4), new("", "x", 1), new("字", "宇", 2)],
        Worst = [new("a.txt", "line one", "1ine one", 0.875)],
        ByItem = new Dictionary<string, double>(StringComparer.Ordinal) { ["a.txt"] = 0.99, ["dir/B c.txt"] = 1 },
    };

    public static Generation Generation(int number = 0) => new()
    {
        Number = number,
        Population = [3, 1, 2],
        Front = [3],
        Hypervolume = 0.123456789012345,
        Evaluations = 10,
        Elapsed = TimeSpan.FromSeconds(61.5),
    };

    public static JournalEntry Entry(string id = "g0-mutate", int generation = 0) => new()
    {
        Id = id,
        Generation = generation,
        Model = "some-model",
        Prompt = "Suggest.\n{\"a\": 1}",
        Answer = "{\"ideas\": []}",
        PromptTokens = 1_000,
        AnswerTokens = 20,
        Spent = new Spend(1, 1_000, 20, 0.25m),
        Duration = TimeSpan.FromMilliseconds(1_500.5),
        At = new DateTimeOffset(2026, 11, 22, 21, 0, 0, TimeSpan.FromHours(2)),
    };

    public static Confirmation Confirmation(int trial = 1, CorpusSplit split = CorpusSplit.HeldOut, long seed = 5) => new()
    {
        Trial = trial,
        Plan = new ReadPlan { Split = split, Samples = 96, Seed = seed },
        Cost = Cost(),
        Measurement = Measurement(0.97),
    };
}
