using System.Text.RegularExpressions;

namespace Glyph.Evaluation.Tokens;

/// <summary>Where a text is cut before it is counted: one step after the other, each on what the one before left.</summary>
internal sealed class Cuts(IReadOnlyList<Cut> steps)
{
    /// <summary>No cut: the text is one piece.</summary>
    public static Cuts None { get; } = new([]);

    /// <summary>Calls for each piece, in order.</summary>
    public int Sum(string text, IPieceCounter counter) => Sum(text, 0, counter);

    private int Sum(string text, int step, IPieceCounter counter)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        if (step == steps.Count)
        {
            return counter.Count(text);
        }

        var isLast = step == steps.Count - 1;
        var sum = 0;
        foreach (var (start, length) in steps[step].Pieces(text))
        {
            sum += isLast ? counter.Count(text.AsSpan(start, length)) : Sum(text.Substring(start, length), step + 1, counter);
        }

        return sum;
    }
}

/// <summary>One step of cutting.</summary>
/// <param name="Pattern">What is looked for.</param>
/// <param name="Behaviour">What becomes of a match.</param>
internal sealed record Cut(Regex Pattern, CutBehaviour Behaviour)
{
    /// <summary>The pieces of a text; none is empty.</summary>
    public IEnumerable<(int Start, int Length)> Pieces(string text)
    {
        var start = 0;
        for (var match = Pattern.Match(text); match.Success; match = match.NextMatch())
        {
            var first = Behaviour is CutBehaviour.WithPrevious ? match.Index + match.Length : match.Index;
            if (first > start)
            {
                yield return (start, first - start);
                start = first;
            }

            if (Behaviour is CutBehaviour.Isolated && match.Length > 0)
            {
                yield return (start, match.Length);
                start += match.Length;
            }
        }

        if (start < text.Length)
        {
            yield return (start, text.Length - start);
        }
    }
}

/// <summary>What becomes of a match of a cut.</summary>
internal enum CutBehaviour
{
    /// <summary>It is a piece of its own, and so is what lies between two.</summary>
    Isolated,

    /// <summary>It ends the piece before it.</summary>
    WithPrevious,

    /// <summary>It begins the piece after it.</summary>
    WithNext,
}
