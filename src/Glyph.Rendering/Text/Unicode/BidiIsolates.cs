using static Glyph.Rendering.Text.Unicode.BidiClass;

namespace Glyph.Rendering.Text.Unicode;

/// <summary>Which isolate is ended by which PDI (BD9), and what direction a stretch of text has (P2).</summary>
internal static class BidiIsolates
{
    /// <summary>No counterpart.</summary>
    public const int Unmatched = -1;

    /// <summary>For each isolate initiator its PDI, for each PDI its initiator; <see cref="Unmatched"/> for all others.</summary>
    public static int[] Match(ReadOnlySpan<BidiClass> classes)
    {
        var matches = new int[classes.Length];
        Array.Fill(matches, Unmatched);
        var open = new Stack<int>();
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is LRI or RLI or FSI)
            {
                open.Push(i);
            }
            else if (classes[i] == PDI && open.TryPop(out var initiator))
            {
                matches[i] = initiator;
                matches[initiator] = i;
            }
        }

        return matches;
    }

    /// <summary>The first strong character of a stretch outside any isolate: L, R or AL; ON if there is none.</summary>
    public static BidiClass FirstStrong(ReadOnlySpan<BidiClass> classes, ReadOnlySpan<int> matches, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            switch (classes[i])
            {
                case L or R or AL:
                    return classes[i];
                case LRI or RLI or FSI when matches[i] == Unmatched:
                    return ON;
                case LRI or RLI or FSI:
                    i = matches[i];
                    break;
                default:
                    break;
            }
        }

        return ON;
    }
}
