namespace Glyph.Reading.Recognition;

/// <summary>A line as a recogniser takes it: three planes (blue, green, red) of 48 rows, normalised to [-1, 1].</summary>
/// <param name="Id">The caller's number for the line.</param>
/// <param name="Width">Pixels across, padding included.</param>
/// <param name="Planes">3 * 48 * <paramref name="Width"/> values.</param>
internal sealed record LineImage(int Id, int Width, float[] Planes)
{
    /// <summary>Rows of the recognisers' input.</summary>
    public const int Height = 48;

    /// <summary>Colour planes of the recognisers' input.</summary>
    public const int Channels = 3;
}
