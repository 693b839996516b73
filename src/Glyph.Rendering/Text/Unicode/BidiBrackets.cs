using static Glyph.Rendering.Text.Unicode.BidiClass;

namespace Glyph.Rendering.Text.Unicode;

/// <summary>Brackets take the direction of what they enclose, or of what precedes them: rules BD16 and N0.</summary>
internal static class BidiBrackets
{
    private const int MaximumOpen = 63;

    /// <summary>Resolves the brackets of one isolating run sequence.</summary>
    public static void Resolve(
        ReadOnlySpan<char> text, ReadOnlySpan<BidiClass> classes, Span<BidiClass> resolved, List<int> members, BidiClass embedding, BidiClass start)
    {
        var before = start; // the last strong type before the pair
        var next = 0;
        foreach (var (open, close) in Pairs(text, resolved, members))
        {
            for (; next < open; next++)
            {
                var type = Strong(resolved[members[next]]);
                before = type is L or R ? type : before;
            }

            var inside = Inside(resolved, members, open, close, embedding);
            if (inside != ON)
            {
                var direction = inside == embedding || before == embedding ? embedding : inside;
                Set(classes, resolved, members, open, direction);
                Set(classes, resolved, members, close, direction);
            }
        }
    }

    /// <summary>The embedding's direction if a strong character within has it, else the other if one has that, else ON.</summary>
    private static BidiClass Inside(ReadOnlySpan<BidiClass> resolved, List<int> members, int open, int close, BidiClass embedding)
    {
        var found = ON;
        for (var m = open + 1; m < close; m++)
        {
            var type = Strong(resolved[members[m]]);
            if (type == embedding)
            {
                return embedding;
            }

            found = type is L or R ? type : found;
        }

        return found;
    }

    private static void Set(ReadOnlySpan<BidiClass> classes, Span<BidiClass> resolved, List<int> members, int bracket, BidiClass direction)
    {
        resolved[members[bracket]] = direction;
        for (var m = bracket + 1; m < members.Count && classes[members[m]] == NSM; m++)
        {
            resolved[members[m]] = direction;
        }
    }

    /// <summary>The pairs of brackets by the place of the opening one (BD16).</summary>
    private static List<(int Open, int Close)> Pairs(ReadOnlySpan<char> text, ReadOnlySpan<BidiClass> resolved, List<int> members)
    {
        var pairs = new List<(int Open, int Close)>();
        var stack = new List<(int Closing, int Member)>();
        for (var m = 0; m < members.Count; m++)
        {
            if (resolved[members[m]] != ON)
            {
                continue;
            }

            var codePoint = Utf16.CodePoint(text, members[m], out _);
            var properties = CharacterProperties.Of(codePoint);
            if (properties.OpensBracket)
            {
                if (stack.Count == MaximumOpen)
                {
                    // BD16: what follows is not looked at, and what was found does not count
                    return [];
                }

                stack.Add((Canonical(CharacterProperties.OtherBracket(codePoint)), m));
            }
            else if (properties.ClosesBracket && stack.FindLastIndex(open => open.Closing == Canonical(codePoint)) is >= 0 and var found)
            {
                pairs.Add((stack[found].Member, m));
                stack.RemoveRange(found, stack.Count - found);
            }
        }

        pairs.Sort();
        return pairs;
    }

    /// <summary>U+2329 and U+232A are canonically the same as U+3008 and U+3009.</summary>
    private static int Canonical(int bracket) => bracket switch { 0x2329 => 0x3008, 0x232A => 0x3009, _ => bracket };

    private static BidiClass Strong(BidiClass type) => type is EN or AN ? R : type;
}
