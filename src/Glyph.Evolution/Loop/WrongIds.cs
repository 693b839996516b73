using System.Globalization;
using Glyph.Core.Spaces;
using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Loop;

/// <summary>The hard constraint on what was read: how many identifiers may come back as something else, without a sign of it.</summary>
internal static class WrongIds
{
    private const double Sure = 0.95;

    /// <summary>How what was read breaks the constraint, or null.</summary>
    /// <param name="most">The largest share of identifiers that may be wrong, or null for no constraint.</param>
    /// <param name="ids">Identifiers in what was read.</param>
    /// <param name="wrong">Those of them that came back as something else.</param>
    public static Violation? Violation(double? most, int ids, int wrong) =>
        most is { } limit && wrong > limit * ids
            ? new Violation(
                string.Create(CultureInfo.InvariantCulture, $"{wrong} of {ids} identifiers came back silently wrong; at most {100 * limit:0.##} % may"),
                ((double)wrong / ids) - limit)
            : null;

    /// <summary>Whether more reading could hardly mend it: the share that is wrong is above the limit, as surely as a bound can say.</summary>
    /// <param name="most">The largest share of identifiers that may be wrong, or null for no constraint.</param>
    /// <param name="ids">Identifiers in what was read.</param>
    /// <param name="wrong">Those of them that came back as something else.</param>
    public static bool IsSurelyBroken(double? most, int ids, int wrong) => most is { } limit && ClopperPearson.Lower(wrong, ids, Sure) > limit;
}
