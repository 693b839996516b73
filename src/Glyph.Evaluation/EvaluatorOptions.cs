using Glyph.Core.Reading;

namespace Glyph.Evaluation;

/// <summary>What an evaluator measures beside accuracy and cost.</summary>
public sealed record EvaluatorOptions
{
    /// <summary>Whether a server that charges other tokens than predicted ends the reading. Default: it is only told.</summary>
    public bool StopsOnTokenMismatch { get; init; }

    /// <summary>A model that judges open answers beside the exact metric; null for none.</summary>
    public IVisionModel? Judge { get; init; }
}
