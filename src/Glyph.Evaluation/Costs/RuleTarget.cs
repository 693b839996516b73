using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Evaluation.Costs.Definitions;
using Glyph.Evaluation.Costs.Rules;

namespace Glyph.Evaluation.Costs;

/// <summary>A target: what its definition says, counted by its rule.</summary>
internal sealed class RuleTarget : IVisionTarget
{
    private readonly IImageRule _rule;
    private readonly int _imageMarkers;

    public RuleTarget(TargetDefinition definition, IImageRule rule)
    {
        Source = definition;
        _rule = rule;
        _imageMarkers = definition.ImageMarkers?.Value.GetInt32() ?? 0;
        RequestOverhead = definition.RequestOverhead?.Value.GetInt32() ?? 0;
        Definition = TargetWriter.Write(definition);
        Constants = Describe(definition);
        Status = SourceStatus.Weakest(definition.Constants.Values.Select(c => c.Status).Append(definition.RuleStatus));
    }

    /// <summary>What the target was made of.</summary>
    public TargetDefinition Source { get; }

    /// <inheritdoc/>
    public string Id => Source.Id;

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => Source.Aliases;

    /// <inheritdoc/>
    public string Title => Source.Title;

    /// <inheritdoc/>
    public string Rule => Source.Rule;

    /// <inheritdoc/>
    public string Status { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => Source.Notes;

    /// <inheritdoc/>
    public string? Tokenizer => Source.Tokenizer.Length == 0 ? null : $"{Source.Tokenizer} (status: {Source.TokenizerStatus})";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Constants { get; }

    /// <inheritdoc/>
    public int PixelGrid => _rule.Cell;

    /// <inheritdoc/>
    public int RequestOverhead { get; }

    /// <inheritdoc/>
    public string Definition { get; }

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images = 1) => _rule.Resize(Checked(image), images);

    /// <inheritdoc/>
    public VisionTokens Count(IReadOnlyList<PixelSize> images)
    {
        var sum = default(VisionTokens);
        for (var i = 0; i < images.Count; i++)
        {
            sum += CountAt(images, i);
        }

        return sum;
    }

    /// <inheritdoc/>
    public VisionTokens CountAt(IReadOnlyList<PixelSize> images, int index)
    {
        var tokens = _rule.Count(Checked(images[index]), index, images.Count);
        return tokens with { Total = tokens.Total + _imageMarkers };
    }

    private static PixelSize Checked(PixelSize image) => image.Width < 1 || image.Height < 1 ? throw Refusal.Empty(image) : image;

    private static Dictionary<string, string> Describe(TargetDefinition definition)
    {
        var described = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["rule"] = $"{definition.Rule}; {definition.RuleSource}; status: {definition.RuleStatus}",
        };
        foreach (var (name, constant) in definition.Constants)
        {
            described[name] = constant.ToString();
        }

        if (definition.ImageMarkers is { } markers)
        {
            described["image-markers"] = markers.ToString();
        }

        if (definition.RequestOverhead is { } overhead)
        {
            described["request-overhead"] = overhead.ToString();
        }

        return described;
    }
}
