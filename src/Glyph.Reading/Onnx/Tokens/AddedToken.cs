namespace Glyph.Reading.Onnx.Tokens;

/// <summary>A token that is not made of others and is never cut.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Text">How it is written.</param>
/// <param name="IsSpecial">Whether an answer is shown without it.</param>
/// <param name="StripsLeft">Whether it takes the white space before it along.</param>
/// <param name="StripsRight">Whether it takes the white space after it along.</param>
internal sealed record AddedToken(int Id, string Text, bool IsSpecial, bool StripsLeft, bool StripsRight);
