using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Cli.Export;

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

    /// <summary>The proof.</summary>
    public required Proof OnHeldOutText { get; init; }

    /// <summary>The paper's published config, measured on the same held-out lines.</summary>
    public MarkRecord? PublishedConfig { get; init; }

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
    /// <summary>The proof of a cost and a measurement.</summary>
    public static Proof Of(CostReport cost, AccuracyEstimate accuracy) => new(
        accuracy, cost.Compression, cost.AllInclusiveCompression, cost.Pages, cost.VisionTokens.Features, cost.TextTokens);

    /// <summary>The proof of a confirmation.</summary>
    public static Proof Of(Confirmation confirmation) => Of(confirmation.Cost, confirmation.Measurement.Accuracy);
}

/// <summary>The mark, and how many times its compression the exported config has on held-out text.</summary>
internal sealed record MarkRecord(int Trial, string ConfigHash, Proof OnHeldOutText, double CompressionRatio);
