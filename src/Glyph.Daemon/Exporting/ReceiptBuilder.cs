using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Daemon.Composition;
using Glyph.Evaluation.Scoring;
using Glyph.Evolution.Confirming;

namespace Glyph.Daemon.Exporting;

/// <summary>Proves a chosen trial on held-out text and writes down what proves it.</summary>
/// <param name="store">Where the search is.</param>
/// <param name="ledger">Where its spending is.</param>
/// <param name="search">The search.</param>
/// <param name="time">The clock.</param>
internal sealed class ReceiptBuilder(ISearchStore store, ILedger ledger, Search search, TimeProvider time)
{
    /// <summary>The receipt of a trial; what it was proved by is measured now, unless the store has it.</summary>
    public async Task<Receipt> BuildAsync(
        SearchSession session, SearchSummary summary, TrialChoice choice, Finalist chosen, FontFace font, CancellationToken cancellationToken)
    {
        var trial = summary.Load(chosen.Trial);
        var (proof, markProof, notProved) = await ProveAsync(session, trial, summary.Mark, cancellationToken).ConfigureAwait(false);
        return Of(session, summary, trial, chosen, choice, font, proof, markProof) with { NotProved = notProved };
    }

    /// <summary>Measures the chosen trial and the mark on held-out text; what cannot be paid any more is left out, with the reason.</summary>
    private async Task<(Confirmation? Proof, Confirmation? MarkProof, string? NotProved)> ProveAsync(
        SearchSession session, Trial trial, Trial? mark, CancellationToken cancellationToken)
    {
        Confirmation? proof = null;
        try
        {
            proof = await HeldOutProof.MeasureAsync(store, search.Id, session, trial, cancellationToken).ConfigureAwait(false);
            var markProof = mark is not null && mark.Number != trial.Number
                ? await HeldOutProof.MeasureAsync(store, search.Id, session, mark, cancellationToken).ConfigureAwait(false)
                : null;
            return (proof, markProof, null);
        }
        catch (SpendLimitException e)
        {
            return (proof, null, proof is null ? e.Message : null);
        }
    }

    private Receipt Of(
        SearchSession session, SearchSummary summary, Trial trial, Finalist chosen, TrialChoice choice, FontFace font, Confirmation? proof, Confirmation? markProof) => new()
        {
            Search = search.Id,
            Trial = trial.Number,
            Choice = choice.Description,
            ConfigHash = trial.ConfigHash,
            Warning = SearchExporter.Warning(trial.Candidate.Config),
            Font = new FontRecord(font.Name, Path.GetFileName(font.Path), font.Sha256()),
            Target = new TargetRecord(session.Target.Id, session.Target.Title, session.Target.Constants),
            Tokenizer = session.Tokenizer.Id,
            Reader = new ReaderRecord(session.Reading.Reader.Identity.Id, session.Reading.Reader.Identity.Models, session.Reading.Reader.Identity.Device),
            Corpus = CorpusRecordOf(search.Request.Corpus),
            Seed = search.Request.Seed,
            Evaluations = summary.Evaluations,
            OnSearchText = Proof.Of(trial.Cost!, trial.Measurement!, chosen.Estimate),
            OnHeldOutText = proof is null ? null : Proof.Of(proof),
            PublishedConfig = proof is null || markProof is null ? null : MarkRecordOf(summary.Mark!, proof, markProof),
            MaxWrongIds = search.Request.MaxWrongIds,
            Tokens = TokenCheck.Sum(store.Trials(search.Id).Select(t => t.Measurement?.Tokens).Concat(store.Confirmations(search.Id).Select(c => c.Measurement.Tokens))),
            Spent = SpendRecordOf(),
            Versions = ComponentVersions.All(),
            WrittenAt = time.GetUtcNow(),
        };

    private static MarkRecord MarkRecordOf(Trial mark, Confirmation proof, Confirmation markProof) => new(
        mark.Number,
        mark.ConfigHash,
        Proof.Of(markProof),
        proof.Cost.Compression / markProof.Cost.Compression,
        PairedDifference.Of(proof.Measurement.Items, markProof.Measurement.Items, proof.Plan.Seed));

    private SpendRecord? SpendRecordOf()
    {
        var lines = ledger.Lines(search.Id);
        return lines.Count == 0
            ? null
            : new SpendRecord(
                ledger.Terms(search.Id).Prices?.Currency,
                Sum(lines),
                lines.GroupBy(line => line.Reservation.Purpose).ToDictionary(group => group.Key, Sum));

        static Spend Sum(IEnumerable<LedgerLine> of) => of.Aggregate(default(Spend), (sum, line) => sum + line.Counted);
    }

    private static CorpusRecord CorpusRecordOf(Corpus corpus) => new(
        corpus.Name, corpus.Hash(), corpus.Search.Count, corpus.HeldOut.Count, corpus.Search.Sum(i => (long)i.Text.Length), corpus.HeldOut.Sum(i => (long)i.Text.Length));
}
