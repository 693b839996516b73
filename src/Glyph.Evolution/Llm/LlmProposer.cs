using System.Runtime.CompilerServices;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Glyph.Evolution.Llm;

/// <summary>
/// A language model that reads the search so far and proposes edits, crossovers and configs for gaps of the front, with reasons,
/// as in section 3 of the Glyph paper (arXiv 2510.17800). Prompt and answer are journalled before the answer is used; on resume
/// the journal's answer is used again. Whatever goes wrong, the search goes on without it.
/// </summary>
public sealed class LlmProposer : IProposer, ISpendingProposer, INoticeSource, IDropSource
{
    /// <summary>After so many failures in a row the model is left alone for as many generations.</summary>
    private const int Patience = 3;

    /// <summary>Ideas that are asked for beyond the places, for some are dropped.</summary>
    private const int Spare = 2;

    private readonly ISearchStore _store;
    private readonly IAnswerSource _source;
    private readonly LlmOptions _options;
    private readonly List<string> _notices = [];
    private readonly List<DropReason> _drops = [];
    private ProposerMemory? _memory;

    /// <summary>Creates the proposer of a model.</summary>
    /// <param name="store">The search's store, for the journal.</param>
    /// <param name="chat">The model; see <see cref="LlmChat.Create"/>.</param>
    /// <param name="options">How it is asked.</param>
    public LlmProposer(ISearchStore store, IChatCompletionService chat, LlmOptions options)
        : this(store, new LlmClient(chat, options), options)
    {
    }

    /// <summary>Creates a proposer that is given the answers of an earlier search.</summary>
    /// <param name="store">The search's store, for the journal.</param>
    /// <param name="replay">The answers.</param>
    /// <param name="options">Whose answers, and by which limits.</param>
    public LlmProposer(ISearchStore store, JournalReplay replay, LlmOptions options)
        : this(store, replay.Of(options.Model), options)
    {
    }

    private LlmProposer(ISearchStore store, IAnswerSource source, LlmOptions options)
    {
        (_store, _source, _options) = (store, source, options);
        Name = ProposerNames.Of(options.Model);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!context.History.Points.Any(t => t.Objectives is not null && t.HasGenome))
        {
            yield break;
        }

        var memory = _memory ??= new ProposerMemory(_store, context.SearchId, Name);
        var own = memory.Before(context.Generation);
        if (IsLeftAlone(own, context.Generation) || await JournalledAsync(context, count, memory, cancellationToken) is not { } entry)
        {
            yield break;
        }

        if (entry.Error is not null)
        {
            Tell(entry, own);
            yield break;
        }

        var interpreter = new IdeaInterpreter(context, Name, entry.Id);
        var given = 0;
        foreach (var (index, idea) in IdeaParser.Parse(entry.Answer!)!.Index())
        {
            var interpreted = given < count ? interpreter.Interpret(idea, index) : interpreter.Skip(index, DropReason.Surplus, "no place was left for it");
            _store.Append(context.SearchId, interpreted.Outcome);
            memory.Add(interpreted.Outcome);
            if (interpreted.Dropped is { } reason)
            {
                _drops.Add(reason);
            }

            if (interpreted.Candidate is { } candidate)
            {
                given++;
                yield return candidate;
            }
        }
    }

    /// <inheritdoc/>
    Spend ISpendingProposer.SpentIn(string searchId, int generation) => _store.JournalEntry(searchId, ProposerNames.EntryId(Name, generation))?.Spent ?? default;

    /// <inheritdoc/>
    IReadOnlyList<string> INoticeSource.TakeNotices() => Take(_notices);

    /// <inheritdoc/>
    IReadOnlyList<DropReason> IDropSource.TakeDrops() => Take(_drops);

    private static List<T> Take<T>(List<T> list)
    {
        var taken = list.ToList();
        list.Clear();
        return taken;
    }

    private async Task<JournalEntry?> JournalledAsync(ProposalContext context, int count, ProposerMemory memory, CancellationToken cancellationToken)
    {
        if (_store.JournalEntry(context.SearchId, ProposerNames.EntryId(Name, context.Generation)) is { } known)
        {
            memory.Add(known);
            return known;
        }

        var entry = await _source.AskAsync(context.Generation, () => Prompt(context, count, memory), () => Spent(context.SearchId), cancellationToken);
        if (entry is null)
        {
            _notices.Add(FormattableString.Invariant($"{Name}: the replayed journal has no answer for generation {context.Generation}; the other proposers fill in"));
            return null;
        }

        _store.Append(context.SearchId, entry);
        memory.Add(entry);
        return entry;
    }

    /// <summary>What all models spent on proposals. The ledger also knows of questions that were cut off, and so are in no journal.</summary>
    private Spend Spent(string searchId) =>
        _options.Gate?.SpentOn(SpendPurpose.Proposal) ?? _store.Journal(searchId).Aggregate(default(Spend), (sum, e) => sum + e.Spent);

    private string Prompt(ProposalContext context, int count, ProposerMemory memory) =>
        new PromptWriter(context, Name, memory.Target, memory.IdeasBefore(context.Generation)).Write(count + Spare, _options.Rules.PromptTokens, _options.Count);

    private void Tell(JournalEntry entry, List<Exchange> earlier)
    {
        if (entry.IsCapped)
        {
            if (!earlier.Exists(e => e.IsCapped))
            {
                _notices.Add($"{Name} proposes no more: {entry.Error}; the search goes on without it");
            }

            return;
        }

        _notices.Add(FormattableString.Invariant($"{Name} gave no ideas for generation {entry.Generation} ({entry.Error}); classical variation fills in"));
        if (Failures([.. earlier, Exchange.Of(entry)]) is >= Patience and var failures)
        {
            _notices.Add(FormattableString.Invariant($"{Name} failed {failures} times in a row; it is left alone for {Patience} generations"));
        }
    }

    private static bool IsLeftAlone(List<Exchange> earlier, int generation) =>
        Failures(earlier) >= Patience && generation <= earlier[^1].Generation + Patience;

    private static int Failures(IReadOnlyList<Exchange> entries) => entries.Reverse().TakeWhile(e => e.IsFailure).Count();
}
