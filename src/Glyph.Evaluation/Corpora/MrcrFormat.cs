using System.Text;
using System.Text.Json;
using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Corpora;

/// <summary>
/// OpenAI MRCR's lines: <c>prompt</c> is a conversation, as JSON or as JSON in a text, whose last message is the question;
/// <c>answer</c> begins with <c>random_string_to_prepend</c>, and so must what is answered.
/// </summary>
internal static class MrcrFormat
{
    /// <summary>Reads a line; null, with a problem, where it does not fit.</summary>
    public static TaskLine? Read(JsonLine line)
    {
        var answer = line.Text("answer");
        var prefix = line.Text("random_string_to_prepend");
        if (!answer.StartsWith(prefix, StringComparison.Ordinal))
        {
            line.Problem("answer", "does not begin with what 'random_string_to_prepend' says");
        }

        if (Messages(line) is not [_, .., var last] messages)
        {
            line.Problem("prompt", "is no conversation; it must be a list of messages, each with 'role' and 'content', the last the question");
            return null;
        }

        var text = new StringBuilder();
        foreach (var (role, content) in messages[..^1])
        {
            text.Append(role.Length > 0 ? char.ToUpperInvariant(role[0]) + role[1..] : role).Append(": ").Append(content).Append("\n\n");
        }

        return new TaskLine(text.ToString(), new ReadingTask
        {
            Id = FormattableString.Invariant($"mrcr-{line.TextOrNull("n_needles") ?? "n"}-{line.Number}"),
            Kind = TaskKind.Question,
            Metric = TaskMetric.EditSimilarity,
            Question = last.Content,
            Answers = [answer],
            RequiredPrefix = prefix,
            Dataset = "mrcr",
            Depth = line.NumberOrNull("desired_msg_index") / line.NumberOrNull("total_messages") is >= 0 and <= 1 and var depth ? depth : null,
        });
    }

    private static List<(string Role, string Content)>? Messages(JsonLine line)
    {
        try
        {
            var prompt = line.Element("prompt")!.Value;
            var messages = prompt.ValueKind == JsonValueKind.String ? JsonSerializer.Deserialize<JsonElement>(prompt.GetString()!) : prompt;
            return [.. messages.EnumerateArray().Select(message => (message.GetProperty("role").GetString()!, message.GetProperty("content").GetString()!))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
