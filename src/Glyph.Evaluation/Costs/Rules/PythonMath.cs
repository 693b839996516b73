namespace Glyph.Evaluation.Costs.Rules;

/// <summary>Arithmetic as Python does it, since processors are written in Python and a token count hangs on the last bit.</summary>
internal static class PythonMath
{
    /// <summary>Python's <c>round</c>: halves go to the even neighbour.</summary>
    public static int Round(double value) => (int)Math.Round(value, MidpointRounding.ToEven);

    /// <summary>Python's <c>a // b</c> of positive doubles: the floor of the true quotient, not of the rounded one.</summary>
    public static int FloorDivide(double a, double b)
    {
        var quotient = (a - (a % b)) / b;
        var floor = Math.Floor(quotient);
        return (int)(quotient - floor > 0.5 ? floor + 1 : floor);
    }

    /// <summary>The smallest whole number of units that covers a length.</summary>
    public static int CeilDivide(int length, int unit) => ((length - 1) / unit) + 1;
}
