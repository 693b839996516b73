using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs;

/// <summary>A target whose processor is a <see cref="SmartResize"/> and that spends one token a cell.</summary>
internal sealed class SmartResizeTarget : IVisionTarget
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Other names that mean this target.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <inheritdoc/>
    public required string Title { get; init; }

    /// <summary>The rule of its processor.</summary>
    public required SmartResize Rule { get; init; }

    /// <summary>Markers that the processor puts around an image.</summary>
    public required int ImageMarkers { get; init; }

    /// <inheritdoc/>
    public required int RequestOverhead { get; init; }

    /// <inheritdoc/>
    public required IReadOnlyDictionary<string, string> Constants { get; init; }

    /// <inheritdoc/>
    public int PixelGrid => Rule.Cell;

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image) => Rule.Apply(image);

    /// <inheritdoc/>
    public VisionTokens Count(IReadOnlyList<PixelSize> images)
    {
        var features = images.Sum(image => Rule.Apply(image).Area / ((long)Rule.Cell * Rule.Cell));
        return new VisionTokens(features, features + ((long)ImageMarkers * images.Count));
    }
}
