namespace Glyph.Evaluation.Costs.Definitions;

/// <summary>A target as a file states it, with what its base adds.</summary>
internal sealed record TargetDefinition
{
    /// <summary>The id that options use.</summary>
    public required string Id { get; init; }

    /// <summary>Other names that mean this target.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The models that it stands for.</summary>
    public string Title { get; init; } = "";

    /// <summary>The name of its rule.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Where the rule is from.</summary>
    public string RuleSource { get; init; } = "";

    /// <summary>How well the rule is known.</summary>
    public string RuleStatus { get; init; } = SourceStatus.User;

    /// <summary>What the rule needs to know.</summary>
    public IReadOnlyDictionary<string, TargetConstant> Constants { get; init; } = new Dictionary<string, TargetConstant>(StringComparer.Ordinal);

    /// <summary>Markers that the processor puts around every image.</summary>
    public TargetConstant? ImageMarkers { get; init; }

    /// <summary>Tokens that a request costs beside its images and question.</summary>
    public TargetConstant? RequestOverhead { get; init; }

    /// <summary>The text tokenizer of its models, in words; empty when unknown.</summary>
    public string Tokenizer { get; init; } = "";

    /// <summary>How well the tokenizer is known.</summary>
    public string TokenizerStatus { get; init; } = SourceStatus.User;

    /// <summary>What a user should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
