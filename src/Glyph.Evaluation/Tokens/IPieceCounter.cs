namespace Glyph.Evaluation.Tokens;

/// <summary>Counts the tokens of one piece of text, beyond which no token reaches.</summary>
internal interface IPieceCounter
{
    /// <summary>The tokens of a piece that is not empty.</summary>
    int Count(ReadOnlySpan<char> piece);
}
