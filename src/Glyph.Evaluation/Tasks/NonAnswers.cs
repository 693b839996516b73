using System.Text.RegularExpressions;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Tasks.Scores;

namespace Glyph.Evaluation.Tasks;

/// <summary>What a reply is, before it is scored.</summary>
internal enum Saying
{
    /// <summary>An answer, right or wrong.</summary>
    Answer,

    /// <summary>That the model cannot tell, or nothing.</summary>
    Abstention,

    /// <summary>That the model does not want to.</summary>
    Refusal,
}

/// <summary>
/// Tells answers from abstentions and refusals by the phrases in <c>Phrases</c>. A reply that gives a value, or that scores half
/// or more, is an answer whatever else it says: a text may well say <c>not found</c>.
/// </summary>
internal static partial class NonAnswers
{
    private const int LongestPhrase = 400; // a longer reply says more than that it cannot tell
    private const double Enough = 0.5;

    private static readonly string[] Abstained = Phrases("abstained");
    private static readonly string[] Refused = Phrases("refused");

    /// <summary>What a reply is.</summary>
    public static Saying Of(ReadingTask task, string reply)
    {
        var plain = Plain(reply);
        if (plain.Length == 0)
        {
            return Saying.Abstention;
        }

        var says = Matches(plain, Refused) ? Saying.Refusal : Matches(plain, Abstained) ? Saying.Abstention : Saying.Answer;
        return says == Saying.Answer || GivesValue(task, reply) || TaskMetrics.Score(task, reply) >= Enough ? Saying.Answer : says;
    }

    private static bool GivesValue(ReadingTask task, string reply) => task.Metric switch
    {
        TaskMetric.Choice => ChoiceParser.Parse(reply, task.Choices) is { IsOne: true } or { IsAmbiguous: true },
        TaskMetric.Classification => task.Choices.Any(name => reply.Contains(name, StringComparison.Ordinal)),
        TaskMetric.Retrieval or TaskMetric.Count => reply.Any(char.IsDigit),
        TaskMetric.Needles => NeedleCheck.Of(task, reply).Any,
        _ => false,
    };

    private static bool Matches(string plain, string[] phrases) => plain.Length <= LongestPhrase && phrases.Any(phrase => phrase[0] == '='
        ? string.Equals(plain, phrase[1..], StringComparison.Ordinal)
        : plain.Contains(phrase, StringComparison.Ordinal));

    /// <summary>Lower case, straight apostrophes, no other punctuation, single spaces.</summary>
    private static string Plain(string text) =>
        Other().Replace(text.ToLowerInvariant().Replace('’', '\''), " ").Trim();

    private static string[] Phrases(string name)
    {
        var lines = Resources.Text($"Phrases.{name}.txt").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Where(line => line[0] != '#')];
    }

    [GeneratedRegex(@"[^\p{L}\p{N}']+", RegexOptions.None, 10_000)]
    private static partial Regex Other();
}
