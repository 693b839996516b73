namespace Glyph.Reading.Onnx.Running;

/// <summary>What an encoder made of some questions, one row each, padded to the longest.</summary>
/// <param name="Values">The states, rows x length x width.</param>
/// <param name="Mask">1 where a state counts, rows x length.</param>
/// <param name="Length">States of a row.</param>
/// <param name="Width">Values of a state.</param>
internal sealed record EncoderStates(float[] Values, long[] Mask, int Length, int Width);

/// <summary>Where decoding some questions begins, one row each, padded on the left to the longest.</summary>
internal sealed record DecodeStart
{
    /// <summary>How many rows there are.</summary>
    public required int Rows { get; init; }

    /// <summary>Tokens of a row.</summary>
    public required int Length { get; init; }

    /// <summary>The tokens' embeddings, rows x length x width; null for a decoder that embeds by itself.</summary>
    public float[]? Embeds { get; init; }

    /// <summary>The tokens, rows x length, for a decoder that embeds by itself.</summary>
    public long[]? Tokens { get; init; }

    /// <summary>1 where a token counts, rows x length.</summary>
    public required long[] Mask { get; init; }

    /// <summary>Where the tokens stand, axes x rows x length; empty where the decoder does not ask.</summary>
    public long[] Positions { get; init; } = [];

    /// <summary>How many positions a token has: 1, or 3 (time, row, column) where the decoder's input has a dimension for that.</summary>
    public int Axes { get; init; } = 1;

    /// <summary>Where the first token of each row's answer stands.</summary>
    public long[] NextPositions { get; init; } = [];

    /// <summary>What the encoder said, for a decoder that looks there.</summary>
    public EncoderStates? States { get; init; }
}
