using System.Text.RegularExpressions;
using Glyph.Core.Corpora;
using Glyph.Core.Reading;
using Glyph.Core.Spending;

namespace Glyph.Evaluation.Tasks;

/// <summary>What a judge thinks of an answer.</summary>
public enum Opinion
{
    /// <summary>It says the same as a right answer.</summary>
    Yes,

    /// <summary>It does not.</summary>
    No,

    /// <summary>The judge cannot tell, or its reply could not be understood.</summary>
    Unsure,
}

/// <summary>A judge's verdict. It stands beside the score of the metric and never changes it.</summary>
/// <param name="Opinion">The verdict.</param>
/// <param name="Reply">What the model said.</param>
/// <param name="Model">Which model judged.</param>
public sealed record Verdict(Opinion Opinion, string Reply, ReaderIdentity Model);

/// <summary>
/// Asks a language model whether an answer means the same as a right one, for questions whose answers no metric of words does
/// justice. It is shown text alone; its prompt is a file in <c>Prompts</c>.
/// </summary>
/// <param name="model">Who judges; best another model than the one that answered.</param>
public sealed partial class Judge(IVisionModel model)
{
    private const int MaxAnswerTokens = 512; // for a word, or for a model that thinks first

    /// <summary>Judges an answer. An empty one is wrong without asking.</summary>
    /// <param name="task">The task, with its right answers.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="ModelException">The model gave no answer.</exception>
    public async Task<Verdict> JudgeAsync(ReadingTask task, string answer, CancellationToken cancellationToken)
    {
        var given = AnswerText.Of(answer, task.Kind).Trim();
        if (given.Length == 0)
        {
            return new Verdict(Opinion.No, "", model.Identity);
        }

        // Hardly any text has as many tokens as characters: what is reserved is enough, and the rest is given back.
        var prompt = Prompt(task, given);
        var question = new ModelQuestion(prompt, [], MaxAnswerTokens) { Purpose = SpendPurpose.Judge, ExpectedPromptTokens = prompt.Length };
        var reply = await model.AskAsync(question, cancellationToken).ConfigureAwait(false);
        return new Verdict(Parse(reply.Text), reply.Text, model.Identity);
    }

    private static string Prompt(ReadingTask task, string given)
    {
        var name = $"Prompts.judge.{task.Language}.md";
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["{question}"] = task.Question ?? "",
            ["{answers}"] = string.Join('\n', task.Answers.Select(right => $"- {right}")),
            ["{given}"] = given,
        };
        // All at once, so that no part is looked for within another.
        return Place().Replace(Resources.Text(Resources.Has(name) ? name : "Prompts.judge.en.md"), match => parts[match.Value]);
    }

    /// <summary>The one verdict that a reply names; unsure where it names several, or none.</summary>
    private static Opinion Parse(string reply)
    {
        var words = Word().Matches(AnswerText.Of(reply, TaskKind.Question).ToLowerInvariant()).Select(match => match.Value).ToList();
        return words.Distinct(StringComparer.Ordinal).ToList() switch
        {
            ["yes"] => Opinion.Yes,
            ["no"] => Opinion.No,
            _ => Opinion.Unsure,
        };
    }

    [GeneratedRegex(@"\{(?:question|answers|given)\}", RegexOptions.None, 10_000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?:yes|no|unsure)\b", RegexOptions.None, 10_000)]
    private static partial Regex Word();
}
