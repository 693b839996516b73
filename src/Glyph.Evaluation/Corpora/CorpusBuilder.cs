using Glyph.Core;
using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Corpora;

/// <summary>
/// Builds a corpus out of plain texts: splits documents into two parts, cuts them to a length, and plants needles. A folder with
/// the subfolders <c>search</c> and <c>held-out</c> keeps its parts; texts of benchmarks keep their own tasks and are not cut.
/// The same sources, options and seed give the same corpus.
/// </summary>
public static class CorpusBuilder
{
    /// <summary>Builds a corpus.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="sources">Files and folders.</param>
    /// <param name="options">How.</param>
    /// <exception cref="InvalidInputException">An option is out of its range, or a source cannot be used; all problems at once.</exception>
    public static LoadedCorpus Build(string name, IReadOnlyList<string> sources, CorpusBuildOptions options)
    {
        var notes = new List<string>();
        var problems = options.Problems().ToList();
        var reader = new CorpusSource(options.Format, notes, problems);
        var contents = sources.SelectMany(path => CorpusSource.Parts(path) is { } parts
            ? new[] { (Path: path, Split: (CorpusSplit?)CorpusSplit.Search, Content: reader.Read(parts.Search)), (path, CorpusSplit.HeldOut, reader.Read(parts.HeldOut)) }
            : [(path, null, reader.Read(path))]).ToList();
        problems.AddRange(contents.Where(source => source.Content.Built.Count > 0).Select(source => $"{source.Path}: is a built corpus already; give what it was built from"));
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        List<CorpusItem> Documents(CorpusSplit? split) =>
            Once(contents.Where(source => source.Split == split).SelectMany(source => source.Content.Texts.Concat(source.Content.Tasks)), notes);
        var (search, heldOut) = Split(Documents(null), options);
        search = CorpusTasks.WithIds([.. Documents(CorpusSplit.Search), .. search]);
        heldOut = CorpusTasks.WithIds([.. Documents(CorpusSplit.HeldOut), .. heldOut]);
        var tasks = search.Concat(heldOut).Where(item => item.Tasks.Count > 0).ToList();
        if (tasks.Count > 0 && (options.Needles is not null || options.Length is not null))
        {
            notes.Add($"{tasks.Count} texts bring their own tasks; they are neither cut nor planted with needles.");
        }

        var heldOutLimit = options.Limit is { } limit && heldOut.Count > 0 ? Math.Clamp((int)Math.Round(limit * options.HeldOutShare), 1, limit - 1) : 0;
        var corpus = new Corpus(
            name,
            Part(search, "search", options.Limit - heldOutLimit, options),
            Part(heldOut, "held-out", options.Limit is null ? null : heldOutLimit, options));
        if (corpus.Search.Count == 0)
        {
            throw new InvalidInputException("The sources give no text to search with.");
        }

        if (corpus.HeldOut.Count == 0)
        {
            notes.Add("No text is held out: what a search over this corpus exports cannot be proven on text that it has not seen.");
        }

        return new LoadedCorpus(corpus, notes);
    }

    /// <summary>Texts without their doubles.</summary>
    private static List<CorpusItem> Once(IEnumerable<CorpusItem> texts, List<string> notes)
    {
        var all = texts.ToList();
        var kept = all.Where(item => item.Tasks.Count == 0).DistinctBy(item => item.Text, StringComparer.Ordinal).ToList();
        var asked = all.Where(item => item.Tasks.Count > 0).ToList();
        if (kept.Count + asked.Count < all.Count)
        {
            notes.Add($"{all.Count - kept.Count - asked.Count} texts are the same as others; each is used once.");
        }

        return CorpusTasks.WithIds([.. kept, .. asked]);
    }

    private static (List<CorpusItem> Search, List<CorpusItem> HeldOut) Split(List<CorpusItem> documents, CorpusBuildOptions options)
    {
        if (documents is [{ Tasks.Count: 0 } only] && options.HeldOutShare > 0 && TextCutter.Halve(only.Text) is { } cut)
        {
            return ([only with { Text = only.Text[..cut] }], [only with { Text = only.Text[cut..] }]);
        }

        var held = DocumentSplit.HeldOut(documents.Select(item => item.Text), options.HeldOutShare, options.Seed);
        return ([.. documents.Where(item => !held.Contains(item.Text))], [.. documents.Where(item => held.Contains(item.Text))]);
    }

    private static List<CorpusItem> Part(List<CorpusItem> documents, string part, int? limit, CorpusBuildOptions options)
    {
        var items = documents.SelectMany(item => item.Tasks.Count > 0 ? [item] : Pieces(item, options)).ToList();
        if (limit < items.Count)
        {
            var random = new RandomStream(options.Seed, $"corpus/{part}/limit");
            items = [.. items.Index().OrderBy(_ => random.NextDouble()).Take(limit.Value).OrderBy(pair => pair.Index).Select(pair => pair.Item)];
        }

        return [.. items.Select((item, index) => item.Tasks.Count > 0 ? item : WithTasks(item, index, part, options))];
    }

    private static IEnumerable<CorpusItem> Pieces(CorpusItem item, CorpusBuildOptions options)
    {
        if (options.Length is not { } length)
        {
            return [item];
        }

        return TextCutter.Pieces(item.Text, length, options.Tokenizer is { } tokenizer ? tokenizer.Count : text => text.Length)
            .Select(piece => new CorpusItem(FormattableString.Invariant($"{item.Id}@{piece.Start}"), piece.Text));
    }

    private static CorpusItem WithTasks(CorpusItem item, int index, string part, CorpusBuildOptions options)
    {
        var tasks = new List<ReadingTask>();
        if (options.Needles is { } needles)
        {
            var planted = NeedlePlanter.Plant(
                item.Text, needles, needles.Depths[index % needles.Depths.Count] / 100, new RandomStream(options.Seed, $"corpus/{part}/needles/{item.Id}"));
            item = item with { Text = planted.Text };
            tasks.Add(planted.Task);
        }

        if (options.Transcribe || options.Needles is null)
        {
            tasks.Insert(0, new ReadingTask { Id = "transcribe", Kind = TaskKind.Transcribe, Metric = TaskMetric.CharacterAccuracy, Language = TextLanguage.Of(item.Text) });
        }

        return item with { Tasks = tasks };
    }
}
