using System.Text.Json;
using Glyph.Cli.Composition;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Evolution.Confirming;

namespace Glyph.Cli.Export;

/// <summary>Writes a search's front, its trials, the chosen config and the receipt that proves it.</summary>
internal sealed class SearchExporter(IFontCatalog fonts, IReader reader, TimeProvider time)
{
    /// <summary>Exports into a folder; files of an earlier export there are replaced one by one, each whole.</summary>
    public async Task<ExportResult> ExportAsync(
        ISearchStore store, Search search, SearchSession session, TrialChoice choice, string folder, CancellationToken cancellationToken)
    {
        var summary = SearchSummary.Of(store, search);
        var chosen = choice.Apply(summary.Recommendation);
        var trial = chosen.Trial;
        var proof = await HeldOutProof.MeasureAsync(store, search.Id, session, trial, cancellationToken).ConfigureAwait(false);
        var markProof = summary.Mark is { } mark && mark.Number != trial.Number
            ? await HeldOutProof.MeasureAsync(store, search.Id, session, mark, cancellationToken).ConfigureAwait(false)
            : null;

        var font = fonts.Find(trial.Candidate.Config.Font);
        var receipt = Receipt(search, session, summary, chosen, choice, font, proof, markProof);
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
        AtomicFile.WriteText(Path.Combine(folder, "trials.csv"), TrialCsv.Write(summary.Trials.Select(summary.Record)));
        AtomicFile.WriteText(Path.Combine(folder, "receipt.json"), JsonSerializer.Serialize(receipt, GlyphJson.Indented) + "\n");
        return new ExportResult(Path.GetFullPath(folder), receipt);
    }

    /// <summary>What a config asks for that the authors' renderer cannot do; null if nothing.</summary>
    internal static string? Warning(RenderConfig config) => RenderConfigKeys.Extras(config) is { Count: > 0 } extras
        ? $"best.json holds {string.Join(", ", extras)}, which only Glyph knows: the Glyph authors' renderer ignores {(extras.Count == 1 ? "it" : "them")}, so its pages will cost and read otherwise than stated here"
        : null;

    private Receipt Receipt(
        Search search, SearchSession session, SearchSummary summary, Finalist chosen, TrialChoice choice, FontFace font, Confirmation proof, Confirmation? markProof) => new()
        {
            Search = search.Id,
            Trial = chosen.Trial.Number,
            Choice = choice.Description,
            ConfigHash = chosen.Trial.ConfigHash,
            Warning = Warning(chosen.Trial.Candidate.Config),
            Font = new FontRecord(font.Name, Path.GetFileName(font.Path), font.Sha256()),
            Target = new TargetRecord(session.Target.Id, session.Target.Title, session.Target.Constants),
            Tokenizer = session.Tokenizer.Id,
            Reader = new ReaderRecord(reader.Identity.Id, reader.Identity.Models, reader.Identity.Device),
            Corpus = CorpusRecordOf(search.Request.Corpus),
            Seed = search.Request.Seed,
            Evaluations = summary.Evaluations,
            OnSearchText = Proof.Of(chosen.Trial.Cost!, chosen.Estimate),
            OnHeldOutText = Proof.Of(proof),
            PublishedConfig = markProof is null
            ? null
            : new MarkRecord(summary.Mark!.Number, summary.Mark.ConfigHash, Proof.Of(markProof), proof.Cost.Compression / markProof.Cost.Compression),
            Versions = ComponentVersions.All(),
            WrittenAt = time.GetUtcNow(),
        };

    private static CorpusRecord CorpusRecordOf(Corpus corpus) => new(
        corpus.Name, corpus.Hash(), corpus.Search.Count, corpus.HeldOut.Count, corpus.Search.Sum(i => (long)i.Text.Length), corpus.HeldOut.Sum(i => (long)i.Text.Length));
}
