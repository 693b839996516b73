using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Evaluation.Scoring;
using Glyph.Evaluation.Tasks;

namespace Glyph.Evaluation.Asking;

/// <summary>A sample of questions about pages, for a reader that looks at whole pages.</summary>
internal sealed class PageSample(Layouts layouts, int positions, ReadPlan plan, IPageRenderer renderer, PromptCost cost, IReader reader) : ISample
{
    /// <summary>More than this share of a sample without an answer, and nothing is said about a config.</summary>
    private const double MostUnanswered = 0.1;

    private readonly Questions _questions = new(layouts, positions, plan);
    private readonly Dictionary<string, ScoredItem> _scored = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScoredItem>> ReadAsync(int size, CancellationToken cancellationToken)
    {
        var sample = _questions.Draw(size);
        var unread = sample.Where(question => !_scored.ContainsKey(question.Key)).ToList();
        var answers = await RequestFeed.ReadAsync(Requests(unread), reader, cancellationToken);
        foreach (var group in Chunks(unread).GroupBy(chunk => chunk.Question))
        {
            var item = Score(group.Key, [.. group.Select(chunk => answers.GetValueOrDefault(chunk.Id))]);
            _scored.Add(group.Key.Key, item);
        }

        var items = sample.Select(question => _scored[question.Key].WithWeight(question.Weight)).ToList();
        var unanswered = items.Where(item => !item.IsScored).ToList();
        return unanswered.Count <= MostUnanswered * items.Count
            ? items
            : throw new ReaderException($"{unanswered.Count} of {items.Count} questions have no answer; the first: {unanswered[0].Error}");
    }

    private IEnumerable<ReadRequest> Requests(List<Question> questions)
    {
        foreach (var (id, question, pages) in Chunks(questions))
        {
            var shown = layouts.Pages[question.Item].Take(pages).ToList();
            var prompt = TaskPrompts.For(question.Task);
            yield return new ReadRequest
            {
                Id = id,
                Task = question.Task.Kind,
                Prompt = prompt,
                Purpose = plan.Purpose,
                MaxAnswerTokens = TaskPrompts.MaxAnswerTokens(question.Task, question.Task.Kind == TaskKind.Transcribe ? question.Task.Answers[0].Length : 0),
                Pages = [.. shown.Select(page => new PageToRead(renderer.Draw(page), []))],
                PromptTokens = range => cost.Of(prompt, [.. shown.Take(range).Select(page => page.Size)]),
            };
        }
    }

    /// <summary>The questions, each cut into as many requests as its pages need.</summary>
    private IEnumerable<(int Id, Question Question, Range Pages)> Chunks(List<Question> questions)
    {
        var id = 0;
        foreach (var question in questions)
        {
            var (start, end) = (question.Pages.Start.Value, question.Pages.End.Value);
            while (start < end)
            {
                var next = (int)Math.Min(end, (long)start + reader.Abilities.PagesPerRequest);
                yield return (id++, question, start..next);
                start = next;
            }
        }
    }

    private ScoredItem Score(Question question, IReadOnlyList<ReadAnswer?> answers)
    {
        var item = layouts.Items[question.Item].Id;
        var tokens = cost.Check(TaskPrompts.For(question.Task), answers.OfType<ReadAnswer>().SelectMany(answer => answer.Parts));
        if (answers.FirstOrDefault(answer => answer?.Status != AnswerStatus.Answered) is var failed && answers.Any(answer => answer?.Status != AnswerStatus.Answered))
        {
            return ScoredItem.Unanswered(question, item, failed?.Status ?? AnswerStatus.Failed, failed?.Error ?? $"the reader '{reader.Identity.Id}' gave no answer", tokens);
        }

        var score = TaskScorer.Score(question.Task, [.. answers.SelectMany(answer => answer!.Parts).Select(part => part.Text)]);
        return ScoredItem.Of(question, item, score, tokens);
    }
}
