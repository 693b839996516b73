using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Trials;
using Glyph.Evaluation.Scoring;

namespace Glyph.Daemon.Exporting;

/// <summary>What proves an exported config: what it is, what it was measured with, and what came of it on text that the search never saw.</summary>
internal sealed record Receipt
{
    public required string Search { get; init; }

    public required int Trial { get; init; }

    /// <summary>The rule by which the trial was chosen.</summary>
    public required string Choice { get; init; }

    public required string ConfigHash { get; init; }

    /// <summary>What to know before the config is used elsewhere; null when there is nothing.</summary>
    public string? Warning { get; init; }

    public required FontRecord Font { get; init; }

    public required TargetRecord Target { get; init; }

    public required string Tokenizer { get; init; }

    public required ReaderRecord Reader { get; init; }

    public required CorpusRecord Corpus { get; init; }

    public required long Seed { get; init; }

    public required int Evaluations { get; init; }

    /// <summary>What the search measured, on its own texts.</summary>
    public required Proof OnSearchText { get; init; }

    /// <summary>The proof; null where it could not be paid.</summary>
    public Proof? OnHeldOutText { get; init; }

    /// <summary>Why there is no proof; null where there is one.</summary>
    public string? NotProved { get; init; }

    /// <summary>The paper's published config, measured on the same held-out lines.</summary>
    public MarkRecord? PublishedConfig { get; init; }

    /// <summary>The largest share of identifiers that the search let come back silently wrong; null without that constraint.</summary>
    public double? MaxWrongIds { get; init; }

    /// <summary>Tokens that the target's formula predicted beside those that the server charged, over the whole search; null where none is charged.</summary>
    public TokenCheck? Tokens { get; init; }

    /// <summary>What reading and judging cost, over the whole search; null where nothing was asked of a model.</summary>
    public SpendRecord? Spent { get; init; }

    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }
}

/// <summary>The exported font.</summary>
internal sealed record FontRecord(string Name, string File, string Sha256);

/// <summary>The target and the constants that its cost was computed with.</summary>
internal sealed record TargetRecord(string Id, string Title, IReadOnlyDictionary<string, string> Constants);

/// <summary>Who read.</summary>
internal sealed record ReaderRecord(string Id, IReadOnlyDictionary<string, string> ModelSha256, string Device);

/// <summary>The texts.</summary>
internal sealed record CorpusRecord(string Name, string Sha256, int SearchItems, int HeldOutItems, long SearchCharacters, long HeldOutCharacters);

/// <summary>Accuracy and compression on one part of the texts.</summary>
internal sealed record Proof(AccuracyEstimate Accuracy, double Compression, double AllInclusiveCompression, int Pages, long VisionTokens, long TextTokens)
{
    /// <summary>How many items had each outcome.</summary>
    public required IReadOnlyDictionary<ItemOutcome, int> Outcomes { get; init; }

    /// <summary>Identifiers in what was read.</summary>
    public required int Ids { get; init; }

    /// <summary>Those of them that came back as something else, without a sign of it.</summary>
    public required int WrongIds { get; init; }

    /// <summary>What the judging model says of open answers; apart from the accuracy.</summary>
    public AccuracyEstimate? Judged { get; init; }

    /// <summary>The proof of a cost and a measurement, with the accuracy to believe.</summary>
    public static Proof Of(CostReport cost, Measurement measurement, AccuracyEstimate accuracy) =>
        new(accuracy, cost.Compression, cost.AllInclusiveCompression, cost.Pages, cost.VisionTokens.Features, cost.TextTokens)
        {
            Outcomes = measurement.Outcomes,
            Ids = measurement.Ids,
            WrongIds = measurement.WrongIds,
            Judged = measurement.Judged,
        };

    /// <summary>The proof of a confirmation.</summary>
    public static Proof Of(Confirmation confirmation) => Of(confirmation.Cost, confirmation.Measurement, confirmation.Measurement.Accuracy);
}

/// <summary>The mark, and how many times its compression the exported config has on held-out text.</summary>
/// <param name="Trial">The mark's trial.</param>
/// <param name="ConfigHash">Its config's hash.</param>
/// <param name="OnHeldOutText">Its measurement on the held-out text.</param>
/// <param name="CompressionRatio">The exported config's compression over the mark's.</param>
/// <param name="AccuracyGained">The exported config's accuracy less the mark's, over the items that both read.</param>
internal sealed record MarkRecord(int Trial, string ConfigHash, Proof OnHeldOutText, double CompressionRatio, PairedDifference? AccuracyGained);

/// <summary>What a search spent on models.</summary>
/// <param name="Currency">The price table's currency; null without prices.</param>
/// <param name="Total">All of it.</param>
/// <param name="ByPurpose">By what it was for.</param>
internal sealed record SpendRecord(string? Currency, Spend Total, IReadOnlyDictionary<SpendPurpose, Spend> ByPurpose);
