using System.Text.RegularExpressions;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Tasks.Scores;

namespace Glyph.Evaluation.Tasks;

/// <summary>What an answer gave in place of the needles that it lacks.</summary>
/// <param name="Found">Values found.</param>
/// <param name="Wrong">Values that are not found and for which another value was given.</param>
/// <param name="Others">Values given that were not asked for.</param>
internal readonly record struct Needles(int Found, int Wrong, int Others)
{
    /// <summary>Whether any value was given at all.</summary>
    public bool Any => Found > 0 || Others > 0;
}

/// <summary>
/// Tells a wrong needle from a missing one: an answer holds a wrong value if it holds something of the shape of those expected
/// that is neither one of them nor in the question.
/// </summary>
internal static partial class NeedleCheck
{
    private const int ShortestWord = 3;

    /// <summary>Checks an answer.</summary>
    public static Needles Of(ReadingTask task, string answer)
    {
        var found = task.Answers.Count(value => NeedleScores.Holds(answer, value));
        var candidates = (task.Answers.Any(HoldsDigit) ? Tokens(answer) : Tokens(answer).Concat(Items(answer)))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(token => !task.Answers.Any(value => NeedleScores.Holds(token, value)) && !NeedleScores.Holds(task.Question ?? "", token));
        var others = candidates.Count(token => task.Answers.Any(value => IsLike(token, value, answer)));
        return new Needles(found, Math.Min(task.Answers.Count - found, others), others);
    }

    private static IEnumerable<string> Tokens(string answer) => Token().Matches(answer).Select(match => match.Value);

    /// <summary>What stands alone on its line or between commas.</summary>
    private static IEnumerable<string> Items(string answer) =>
        answer.Split(['\n', ',', ';', '、', '，']).Select(item => item.Trim(' ', '.', '-', '*', '"', '\'', '\r')).Where(item => item.Length > 0);

    private static bool HoldsDigit(string text) => text.Any(char.IsAsciiDigit);

    private static bool IsLike(string token, string value, string answer)
    {
        if (HoldsDigit(value))
        {
            // A misread value may have lost or gained characters, but not half of them.
            return HoldsDigit(token) && token.Length * 2 > value.Length && token.Length < value.Length * 2
                && (token.All(char.IsAsciiDigit) || !value.All(char.IsAsciiDigit));
        }

        return token.Length >= ShortestWord && token.Contains('-') == value.Contains('-')
            && (value.Contains('-') || Items(answer).Contains(token, StringComparer.OrdinalIgnoreCase))
            && !token.Any(char.IsWhiteSpace);
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*", RegexOptions.None, 10_000)]
    private static partial Regex Token();
}
