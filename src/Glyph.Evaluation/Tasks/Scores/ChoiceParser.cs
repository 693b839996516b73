using System.Text.RegularExpressions;

namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>What an answer chose.</summary>
/// <param name="Index">Which of the choices, from 0; -1 for none, and where several are named.</param>
/// <param name="IsAmbiguous">Whether it names several.</param>
internal readonly record struct Chosen(int Index, bool IsAmbiguous = false)
{
    /// <summary>Whether it names just one.</summary>
    public bool IsOne => Index >= 0;
}

/// <summary>
/// Finds the choice in an answer. In this order: the answer is a letter (<c>B</c>, <c>(b)</c>, <c>B.</c>), begins with one
/// (<c>B. Paris</c>), states one (<c>Answer: B</c>, <c>the answer is B</c>), is a choice's text, holds the text of one, or
/// holds a single capital letter. A letter that is followed by another choice's text is ambiguous.
/// </summary>
internal static partial class ChoiceParser
{
    /// <summary>What an answer chose.</summary>
    public static Chosen Parse(string answer, IReadOnlyList<string> choices)
    {
        var text = answer.Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Trim().Trim('"', '\'', '“', '”');
        if (IndexOfText(Preface().Replace(text, ""), choices) is >= 0 and var whole)
        {
            return new Chosen(whole);
        }

        if (Alone().Match(text) is { Success: true } alone)
        {
            return One([alone.Groups["found"].Value], choices.Count);
        }

        if (Stated().Matches(text) is { Count: > 0 } stated)
        {
            return One(stated, text, choices);
        }

        if (Leading().Match(text) is { Success: true } leading && LetterIndex(leading.Groups["found"].Value, choices.Count) >= 0)
        {
            return One([leading], text, choices);
        }

        var held = Held(text, choices);
        return held.Count switch
        {
            1 => new Chosen(held[0]),
            > 1 => new Chosen(-1, IsAmbiguous: true),
            _ => One(Capital().Matches(text).Select(match => match.Value), choices.Count),
        };
    }

    /// <summary>Which choice a right answer means: by its text, or by its letter; -1 for none.</summary>
    public static int IndexOf(string truth, IReadOnlyList<string> choices) =>
        IndexOfText(truth, choices) is >= 0 and var index ? index
        : Alone().Match(truth.Trim()) is { Success: true } letter ? LetterIndex(letter.Groups["found"].Value, choices.Count)
        : -1;

    private static int IndexOfText(string text, IReadOnlyList<string> choices)
    {
        var wanted = Plain(text);
        for (var i = 0; i < choices.Count; i++)
        {
            if (wanted.Length > 0 && string.Equals(wanted, Plain(choices[i]), StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The choice of letters in a text, unless another choice's text follows one of them on its line.</summary>
    private static Chosen One(IReadOnlyCollection<Match> matches, string text, IReadOnlyList<string> choices)
    {
        var chosen = One(matches.Select(match => match.Groups["found"].Value), choices.Count);
        var contradicted = matches.Select(match => IndexOfText(text[(match.Index + match.Length)..].Split('\n')[0], choices))
            .Any(index => index >= 0 && index != chosen.Index);
        return chosen.IsOne && contradicted ? new Chosen(-1, IsAmbiguous: true) : chosen;
    }

    /// <summary>The choices whose text the answer holds as whole words, without those within another that it holds.</summary>
    private static List<int> Held(string text, IReadOnlyList<string> choices)
    {
        var padded = $" {Plain(text)} ";
        var plain = choices.Select(choice => Plain(choice)).ToList();
        var held = Enumerable.Range(0, plain.Count).Where(i => plain[i].Length > 1 && Holds(padded, plain[i])).ToList();
        return [.. held.Where(i => !held.Any(j => plain[j].Length > plain[i].Length && Holds($" {plain[j]} ", plain[i])))];
    }

    /// <summary>Chinese has no spaces between words, so that a Chinese choice may stand anywhere.</summary>
    private static bool Holds(string padded, string choice) =>
        padded.Contains(choice.Any(c => c >= '⺀') ? choice : $" {choice} ", StringComparison.Ordinal);

    private static Chosen One(IEnumerable<string> letters, int count)
    {
        var indices = letters.Select(letter => LetterIndex(letter, count)).Where(index => index >= 0).Distinct().ToList();
        return indices.Count == 1 ? new Chosen(indices[0]) : new Chosen(-1, indices.Count > 1);
    }

    private static int LetterIndex(string letter, int count)
    {
        var index = char.ToUpperInvariant(letter[0]) - 'A';
        return index >= 0 && index < count ? index : -1;
    }

    private static string Plain(string text) => string.Join(' ', PythonText.Split(
        string.Concat(text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) || c is '+' or '-' or '%' or '$' ? c : ' '))));

    [GeneratedRegex(@"^[(\[（【]?\s*(?<found>[A-Za-z])\s*[)\]）】]?\s*[.:。：,，]?$", RegexOptions.None, 10_000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"^[(\[（【]?(?<found>[A-Z])(?=[.:：、)\]）】])", RegexOptions.None, 10_000)]
    private static partial Regex Leading();

    [GeneratedRegex(@"^(?:(?:the\s+)?(?:correct\s+|right\s+)?answer(?:\s+is)?|答案(?:是|为)?)\s*[:：]?\s*", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Preface();

    [GeneratedRegex(
        @"(?:\b(?:[Aa]nswer|ANSWER|[Cc]hoice|[Oo]ption)(?:\s+is|\s*[:：=])?\s*|(?:答案|选择|选项|选)\s*[是为]?\s*[:：]?\s*)[(\[（【]?(?<found>[A-Z](?![A-Za-z'’])|[a-z](?=[\s.)\]]*$))",
        RegexOptions.None, 10_000)]
    private static partial Regex Stated();

    // "A" and "I" are words of their own in a sentence.
    [GeneratedRegex(@"(?<![A-Za-z0-9'’])(?:[B-HJ-Z]|[AI](?=[)\]）.,:/]|$|\s+(?:or|and)\b))(?![A-Za-z0-9'’])", RegexOptions.None, 10_000)]
    private static partial Regex Capital();
}
