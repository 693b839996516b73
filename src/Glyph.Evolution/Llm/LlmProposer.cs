using System.Runtime.CompilerServices;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Glyph.Evolution.Llm;

/// <summary>
/// A language model that reads the search so far and proposes edits and crossovers with reasons, as in section 3 of the Glyph
/// paper (arXiv 2510.17800). Prompt and answer are journalled before the answer is used; on resume the journal's answer is
/// used again. Whatever goes wrong, the search goes on without it.
/// </summary>
public sealed class LlmProposer : IProposer, INoticeSource
{
    internal const string ProposerName = "llm";

    /// <summary>After so many failures in a row the model is left alone for as many generations.</summary>
    private const int Patience = 3;

    private readonly ISearchStore _store;
    private readonly LlmClient _client;
    private readonly List<string> _notices = [];

    /// <summary>Creates the proposer.</summary>
    /// <param name="store">The search's store, for the journal.</param>
    /// <param name="chat">The model; see <see cref="LlmChat.Create"/>.</param>
    /// <param name="model">Its name, for the journal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="timeout">How long one answer may take; null means 120 seconds.</param>
    public LlmProposer(ISearchStore store, IChatCompletionService chat, string model, TimeProvider time, TimeSpan? timeout = null)
    {
        _store = store;
        _client = new LlmClient(chat, model, time, timeout ?? TimeSpan.FromSeconds(120));
    }

    /// <inheritdoc/>
    public string Name => ProposerName;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!context.History.Points.Any(t => t.Objectives is not null && t.HasGenome) || IsPaused(context))
        {
            yield break;
        }

        var entry = await JournalledAsync(context, count, cancellationToken);
        if (entry.Error is not null)
        {
            _notices.Add($"the language model gave no ideas for generation {entry.Generation} ({entry.Error}); classical variation fills in");
            yield break;
        }

        var interpreter = new IdeaInterpreter(context, entry.Id);
        var recorded = _store.Ideas(context.SearchId).Where(o => string.Equals(o.Journal, entry.Id, StringComparison.Ordinal)).Select(o => o.Index).ToHashSet();
        var given = 0;
        foreach (var (index, idea) in IdeaParser.Parse(entry.Answer!)!.Index())
        {
            var (candidate, outcome) = given < count
                ? interpreter.Interpret(idea, index)
                : (null, new IdeaOutcome(entry.Id, index, "dropped", "more ideas than were asked for"));
            if (!recorded.Contains(index))
            {
                _store.Append(context.SearchId, outcome);
            }

            if (candidate is not null)
            {
                given++;
                yield return candidate;
            }
        }
    }

    /// <inheritdoc/>
    IReadOnlyList<string> INoticeSource.TakeNotices()
    {
        var notices = _notices.ToList();
        _notices.Clear();
        return notices;
    }

    private async Task<JournalEntry> JournalledAsync(ProposalContext context, int count, CancellationToken cancellationToken)
    {
        var id = FormattableString.Invariant($"g{context.Generation}-propose");
        var journal = _store.Journal(context.SearchId);
        if (journal.FirstOrDefault(e => string.Equals(e.Id, id, StringComparison.Ordinal)) is { } known)
        {
            return known;
        }

        var target = _store.Find(context.SearchId)?.Request.Target ?? "";
        var earlier = journal.Where(e => e.Generation < context.Generation).Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var outcomes = _store.Ideas(context.SearchId).Where(o => earlier.Contains(o.Journal)).ToList();
        var entry = await _client.AskAsync(id, context.Generation, PromptWriter.Write(context, target, outcomes, count), cancellationToken);
        _store.Append(context.SearchId, entry);
        return entry;
    }

    private bool IsPaused(ProposalContext context)
    {
        var earlier = _store.Journal(context.SearchId).Where(e => e.Generation < context.Generation).OrderBy(e => e.Generation).ToList();
        var failures = earlier.AsEnumerable().Reverse().TakeWhile(e => e.Error is not null).Count();
        if (failures < Patience || context.Generation > earlier[^1].Generation + Patience)
        {
            return false;
        }

        if (context.Generation == earlier[^1].Generation + 1)
        {
            _notices.Add(FormattableString.Invariant($"the language model failed {failures} times in a row; it is left alone for {Patience} generations"));
        }

        return true;
    }
}
