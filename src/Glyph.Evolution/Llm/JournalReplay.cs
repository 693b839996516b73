using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;

namespace Glyph.Evolution.Llm;

/// <summary>An exported journal whose answers are given again, in the place of the models that gave them.</summary>
public sealed class JournalReplay
{
    private readonly Dictionary<(string Proposer, int Generation), JournalEntry> _entries;

    private JournalReplay(Dictionary<(string Proposer, int Generation), JournalEntry> entries) => _entries = entries;

    /// <summary>The models whose answers are there, in the order in which they were first asked.</summary>
    public IReadOnlyList<string> Models => [.. _entries.Values.Select(e => e.Model).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads an exported journal.</summary>
    /// <param name="jsonLines">The file's text: a <see cref="JournalLine"/> a line.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="InvalidInputException">Lines that are none, or two for one question: all of them.</exception>
    public static JournalReplay Parse(string jsonLines, string source)
    {
        var problems = new List<string>();
        var entries = new Dictionary<(string, int), JournalEntry>();
        foreach (var (index, line) in jsonLines.Split('\n').Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)))
        {
            var place = FormattableString.Invariant($"{source}, line {index + 1}");
            try
            {
                var entry = JsonSerializer.Deserialize<JournalLine>(line, GlyphJson.Compact)!.Entry;
                if (!entries.TryAdd((entry.Proposer, entry.Generation), Usable(entry)))
                {
                    problems.Add(FormattableString.Invariant($"{place}: {entry.Proposer} has an answer for generation {entry.Generation} already; a file holds the journal of one search"));
                }
            }
            catch (Exception e) when (e is JsonException or NullReferenceException)
            {
                problems.Add($"{place}: is no line of an exported journal ({e.Message}); 'glyph journal --out FILE' writes one");
            }
        }

        return problems.Count == 0 ? new JournalReplay(entries) : throw new InvalidInputException(problems);
    }

    /// <summary>An entry without ideas says so, whoever wrote it.</summary>
    private static JournalEntry Usable(JournalEntry entry) =>
        entry.Error is null && IdeaParser.Parse(entry.Answer ?? "") is null ? entry with { Error = "the answer holds no JSON list of ideas" } : entry;

    /// <summary>What a model's proposer was answered.</summary>
    internal IAnswerSource Of(string model) => new Answers(_entries, ProposerNames.Of(model));

    private sealed class Answers(Dictionary<(string Proposer, int Generation), JournalEntry> entries, string proposer) : IAnswerSource
    {
        public Task<JournalEntry?> AskAsync(int generation, Func<string> prompt, Func<Spend> spent, CancellationToken cancellationToken) =>
            Task.FromResult(entries.GetValueOrDefault((proposer, generation)) is { } entry ? entry with { Id = ProposerNames.EntryId(proposer, generation) } : null);
    }
}
