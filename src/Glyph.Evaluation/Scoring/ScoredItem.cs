using System.Text;
using Glyph.Core.Corpora;
using Glyph.Core.Reading;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evaluation.Asking;
using Glyph.Evaluation.Sampling;
using Glyph.Evaluation.Tasks;

namespace Glyph.Evaluation.Scoring;

/// <summary>An item of a sample with what was answered.</summary>
/// <param name="Item">The corpus item's id.</param>
/// <param name="Truth">What stands there, normalised; of a task, the expected answers.</param>
/// <param name="Read">What was read, normalised; of a task, the answer.</param>
/// <param name="Score">Its score.</param>
/// <param name="IsText">Whether truth and answer are texts whose characters can be compared.</param>
internal sealed record ScoredItem(string Item, Rune[] Truth, Rune[] Read, ItemScore Score, bool IsText)
{
    /// <summary>Why there is no answer.</summary>
    public string? Error { get; init; }

    /// <summary>The line that was read; null of what is no line.</summary>
    public Piece? Line { get; init; }

    /// <summary>What was asked about pages; null of a line.</summary>
    public Question? Question { get; init; }

    /// <summary>Predicted beside charged tokens, or null.</summary>
    public TokenCheck? Tokens { get; init; }

    /// <summary>The open question that a judge may be asked about, with the answer; null of others.</summary>
    public (ReadingTask Task, string Answer)? Open { get; init; }

    /// <summary>Whether it counts in the mean: a cut-off answer, and none at all, is neither right nor wrong.</summary>
    public bool IsScored => Score.IsScored;

    /// <summary>The same with another weight.</summary>
    public ScoredItem WithWeight(double weight) => this with { Score = Score with { Weight = weight } };

    /// <summary>Scores a line.</summary>
    public static ScoredItem OfLine(SampledPiece sampled, string item, string answer, IReadOnlySet<string>? alphabet)
    {
        var read = TextNormaliser.Normalise(answer, alphabet);
        var score = Transcription.Score(sampled.Piece.Text, answer, alphabet);
        var outcome = score.Accuracy >= 1 ? ItemOutcome.Right : read.Length == 0 ? ItemOutcome.Abstained : score.Accuracy > 0 ? ItemOutcome.Partial : ItemOutcome.SilentlyWrong;
        var key = FormattableString.Invariant($"position {sampled.Position}");
        return new ScoredItem(
            item,
            TextNormaliser.Normalise(sampled.Piece.Text, alphabet),
            read,
            new ItemScore(key, score.Accuracy, sampled.Weight, outcome) { Ids = score.Ids, WrongIds = score.WrongIds },
            IsText: true)
        {
            Line = sampled.Piece,
        };
    }

    /// <summary>Takes the score of a question.</summary>
    public static ScoredItem Of(Question question, string item, TaskScore score, TokenCheck? tokens)
    {
        var isText = question.Task.Kind == TaskKind.Transcribe;
        return new ScoredItem(
            item,
            TextNormaliser.Normalise(string.Join(isText ? "\n" : " | ", question.Task.Answers), alphabet: null),
            TextNormaliser.Normalise(score.Read, alphabet: null),
            new ItemScore(question.Key, score.Score, question.Weight, score.Outcome) { Ids = score.Ids, WrongIds = score.WrongIds },
            isText)
        {
            Tokens = tokens,
            Question = question,
            Open = question.Task.Kind == TaskKind.Question ? (question.Task, score.Read) : null,
        };
    }

    /// <summary>A question without a whole answer.</summary>
    public static ScoredItem Unanswered(Question question, string item, AnswerStatus status, string error, TokenCheck? tokens) =>
        new(item, [], [], new ItemScore(question.Key, 0, question.Weight, OutcomeOf(status)), IsText: false) { Error = error, Tokens = tokens, Question = question };

    /// <summary>What others are told of it.</summary>
    public ItemReading ToReading() => new()
    {
        Item = Item,
        Page = 1 + (Line?.Page ?? Question?.Pages.Start.Value ?? 0),
        Pages = Question is { } asked ? asked.Pages.End.Value - asked.Pages.Start.Value : 1,
        Source = Line?.Source,
        Box = Line?.Box,
        Question = Question?.Task.Question,
        Truth = string.Concat(Truth),
        Read = string.Concat(Read),
        Score = Score.Score,
        Outcome = Score.Outcome,
    };

    private static ItemOutcome OutcomeOf(AnswerStatus status) => status switch
    {
        AnswerStatus.CutOff => ItemOutcome.CutOff,
        AnswerStatus.Refused => ItemOutcome.Refused,
        _ => ItemOutcome.Failed,
    };
}
