using System.Globalization;

namespace Glyph.Core.Spaces;

/// <summary>Numbers of genes: read from either form, and freed from the dust of binary fractions.</summary>
internal static class Numbers
{
    /// <summary>The finite number of a gene, also of one written as text.</summary>
    public static double? Read(GeneValue value)
    {
        if (value.IsNumber)
        {
            return double.IsFinite(value.Number) ? value.Number : null;
        }

        return double.TryParse(value.Choice, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    /// <summary>The number to nine decimals, so that 5 + 7 * 0.1 is 5.7.</summary>
    public static double Clean(double value) => Math.Round(value, 9);
}
