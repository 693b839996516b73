using System.Text.Json;
using Glyph.Daemon.Composition;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evaluation.Scoring;
using Glyph.Evolution.Confirming;
using Glyph.Store;

namespace Glyph.Daemon.Exporting;

/// <summary>Writes a search's front, its trials, the chosen config and the receipt that proves it.</summary>
internal sealed class SearchExporter(IFontCatalog fonts, TimeProvider time)
{
    /// <summary>Exports into a folder; files of an earlier export there are replaced one by one, each whole.</summary>
    public async Task<ExportResult> ExportAsync(
        LiteDbSearchStore store, Search search, SearchSession session, TrialChoice choice, string folder, CancellationToken cancellationToken)
    {
        var summary = SearchSummary.Of(store, search);
        var chosen = choice.Apply(summary.Recommendation);
        var trial = summary.Load(chosen.Trial);
        var (proof, markProof, notProved) = await ProveAsync(store, search, session, trial, summary.Mark, cancellationToken).ConfigureAwait(false);
        var font = fonts.Find(trial.Candidate.Config.Font);
        var receipt = Receipt(store, search, session, summary, trial, chosen, choice, font, proof, markProof) with { NotProved = notProved };
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GlyphException($"{folder}: cannot be made: {e.Message}", e);
        }

        var fontFile = Path.Combine(folder, Path.GetFileName(font.Path));
        AtomicFile.Write(fontFile, stream =>
        {
            using var source = File.OpenRead(font.Path);
            source.CopyTo(stream);
        });
        AtomicFile.WriteText(Path.Combine(folder, "best.json"), RenderConfigJson.Write(trial.Candidate.Config with { Font = Path.GetFullPath(fontFile) }) + "\n");
        var front = summary.Front.Select(summary.Record).ToList();
        AtomicFile.WriteText(Path.Combine(folder, "front.json"), JsonSerializer.Serialize(new { Trials = front }, GlyphJson.Indented) + "\n");
        AtomicFile.WriteText(Path.Combine(folder, "front.csv"), TrialCsv.Write(front));
        AtomicFile.WriteText(Path.Combine(folder, "trials.csv"), TrialCsv.Write(store.Trials(search.Id).Select(summary.Record)));
        AtomicFile.WriteText(Path.Combine(folder, "receipt.json"), JsonSerializer.Serialize(receipt, GlyphJson.Indented) + "\n");
        return new ExportResult(Path.GetFullPath(folder), receipt);
    }

    /// <summary>What a config asks for that the authors' renderer cannot do; null if nothing.</summary>
    internal static string? Warning(RenderConfig config) => RenderConfigKeys.Extras(config) is { Count: > 0 } extras
        ? $"best.json holds {string.Join(", ", extras)}, which only Glyph knows: the Glyph authors' renderer ignores {(extras.Count == 1 ? "it" : "them")}, so its pages will cost and read otherwise than stated here"
        : null;

    /// <summary>Measures the chosen trial and the mark on held-out text; what cannot be paid any more is left out, with the reason.</summary>
    private static async Task<(Confirmation? Proof, Confirmation? MarkProof, string? NotProved)> ProveAsync(
        ISearchStore store, Search search, SearchSession session, Trial trial, Trial? mark, CancellationToken cancellationToken)
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

    private Receipt Receipt(
        LiteDbSearchStore store, Search search, SearchSession session, SearchSummary summary, Trial trial, Finalist chosen, TrialChoice choice, FontFace font, Confirmation? proof, Confirmation? markProof) => new()
        {
            Search = search.Id,
            Trial = trial.Number,
            Choice = choice.Description,
            ConfigHash = trial.ConfigHash,
            Warning = Warning(trial.Candidate.Config),
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
            Spent = SpendRecordOf(store, search.Id),
            Versions = ComponentVersions.All(),
            WrittenAt = time.GetUtcNow(),
        };

    private static MarkRecord MarkRecordOf(Trial mark, Confirmation proof, Confirmation markProof) => new(
        mark.Number,
        mark.ConfigHash,
        Proof.Of(markProof),
        proof.Cost.Compression / markProof.Cost.Compression,
        PairedDifference.Of(proof.Measurement.Items, markProof.Measurement.Items, proof.Plan.Seed));

    private static SpendRecord? SpendRecordOf(LiteDbSearchStore store, string searchId)
    {
        var lines = store.Lines(searchId);
        return lines.Count == 0
            ? null
            : new SpendRecord(
                store.Terms(searchId).Prices?.Currency,
                Sum(lines),
                lines.GroupBy(line => line.Reservation.Purpose).ToDictionary(group => group.Key, Sum));

        static Spend Sum(IEnumerable<LedgerLine> of) => of.Aggregate(default(Spend), (sum, line) => sum + line.Counted);
    }

    private static CorpusRecord CorpusRecordOf(Corpus corpus) => new(
        corpus.Name, corpus.Hash(), corpus.Search.Count, corpus.HeldOut.Count, corpus.Search.Sum(i => (long)i.Text.Length), corpus.HeldOut.Sum(i => (long)i.Text.Length));
}
