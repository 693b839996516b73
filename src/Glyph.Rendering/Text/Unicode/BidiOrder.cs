namespace Glyph.Rendering.Text.Unicode;

/// <summary>The order in which the parts of a line stand from left to right: rule L2 of UAX #9.</summary>
internal static class BidiOrder
{
    /// <summary>The parts' indices, from left to right.</summary>
    /// <param name="levels">The level of each part, in the text's order.</param>
    /// <param name="order">As many places, which are filled.</param>
    public static void Fill(ReadOnlySpan<byte> levels, Span<int> order)
    {
        byte highest = 0;
        var lowestOdd = byte.MaxValue;
        for (var i = 0; i < levels.Length; i++)
        {
            order[i] = i;
            highest = Math.Max(highest, levels[i]);
            lowestOdd = (levels[i] & 1) == 1 ? Math.Min(lowestOdd, levels[i]) : lowestOdd;
        }

        for (int level = highest; level >= lowestOdd; level--)
        {
            for (var i = 0; i < levels.Length; i++)
            {
                if (levels[order[i]] < level)
                {
                    continue;
                }

                var first = i;
                while (i + 1 < levels.Length && levels[order[i + 1]] >= level)
                {
                    i++;
                }

                order[first..(i + 1)].Reverse();
            }
        }
    }
}
