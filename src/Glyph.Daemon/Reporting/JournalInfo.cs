using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Evolution.Llm;

namespace Glyph.Daemon.Reporting;

/// <summary>What became of an idea of a language model.</summary>
/// <param name="Index">Its place in the answer, from 0.</param>
/// <param name="Outcome">used, repaired or dropped.</param>
/// <param name="Detail">What was repaired, or why it was dropped.</param>
internal sealed record IdeaInfo(int Index, string Outcome, string? Detail);

/// <summary>An exchange with a language model.</summary>
internal sealed record JournalInfo
{
    /// <summary>What stands at the end of a text that was cut.</summary>
    public const string CutMark = "... (cut here; glyph journal has all of it)";

    /// <summary>Characters of a prompt or an answer that are kept where it is cut.</summary>
    private const int KeptWhereCut = 400;

    public required string Id { get; init; }

    public required string Proposer { get; init; }

    public required int Generation { get; init; }

    public required string Model { get; init; }

    public required string Prompt { get; init; }

    public string? Answer { get; init; }

    public string? Error { get; init; }

    public required double Seconds { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Spend Spent { get; init; }

    public required IReadOnlyList<IdeaInfo> Ideas { get; init; }

    /// <summary>The info of an exchange.</summary>
    public static JournalInfo Of(JournalLine line) => Of(line.Entry, line.Ideas);

    /// <summary>The info of an exchange, with what became of its ideas so far.</summary>
    public static JournalInfo Of(JournalEntry entry, IReadOnlyList<IdeaOutcome> ideas) => new()
    {
        Id = entry.Id,
        Proposer = entry.Proposer,
        Generation = entry.Generation,
        Model = entry.Model,
        Prompt = entry.Prompt,
        Answer = entry.Answer,
        Error = entry.Error,
        Seconds = entry.Duration.TotalSeconds,
        At = entry.At,
        Spent = entry.Spent,
        Ideas = [.. ideas.Select(idea => new IdeaInfo(idea.Index, idea.Outcome, idea.Detail))],
    };

    /// <summary>All exchanges, oldest first. Prompts and answers of the newest are whole until together they have so many characters; those of older ones are cut.</summary>
    public static IReadOnlyList<JournalInfo> All(IReadOnlyList<JournalLine> lines, long characters)
    {
        var infos = new JournalInfo[lines.Count];
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            infos[i] = Of(lines[i]);
            characters -= infos[i].Prompt.Length + (infos[i].Answer?.Length ?? 0);
            if (characters < 0)
            {
                infos[i] = infos[i] with { Prompt = Cut(infos[i].Prompt), Answer = infos[i].Answer is { } answer ? Cut(answer) : null };
            }
        }

        return infos;
    }

    private static string Cut(string text)
    {
        if (text.Length <= KeptWhereCut + CutMark.Length)
        {
            return text;
        }

        // Half of a pair would not be text any more.
        var length = char.IsHighSurrogate(text[KeptWhereCut - 1]) ? KeptWhereCut - 1 : KeptWhereCut;
        return text[..length] + CutMark;
    }
}
