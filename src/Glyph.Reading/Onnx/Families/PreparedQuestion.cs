namespace Glyph.Reading.Onnx.Families;

/// <summary>A question as a family's model gets it.</summary>
internal sealed record PreparedQuestion
{
    /// <summary>The prompt's tokens, images expanded; empty for a model that takes none.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>Where the tokens stand, axis by axis.</summary>
    public long[] Positions { get; init; } = [];

    /// <summary>Where the answer's first token stands.</summary>
    public long NextPosition { get; init; }

    /// <summary>The images' values, as the vision encoder takes them; empty where there are no images.</summary>
    public float[] Pixels { get; init; } = [];

    /// <summary>The shape of <see cref="Pixels"/>.</summary>
    public long[] PixelShape { get; init; } = [];

    /// <summary>Patches of each image: 1, rows, columns; only Qwen2-VL has them.</summary>
    public long[] Grids { get; init; } = [];

    /// <summary>Tokens that the answer may have.</summary>
    public required int MaxAnswerTokens { get; init; }
}
