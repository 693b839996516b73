using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Corpora;
using Glyph.Evaluation.Tasks;

namespace Glyph.Evaluation;

/// <summary>
/// Loads a file or a folder of UTF-8 texts, of benchmarks' files (LongBench, RULER, MRCR), or of corpus files that
/// <see cref="CorpusBuilder"/> built. A folder with the subfolders <c>search</c> and <c>held-out</c> brings its own two parts, as
/// does a corpus file; otherwise each plain text is cut in two at the paragraph nearest to its middle, first half search, second
/// half held-out, and texts with tasks go whole into one part or the other.
/// </summary>
public static class CorpusLoader
{
    private const string SearchFolder = CorpusSource.SearchFolder;
    private const string HeldOutFolder = CorpusSource.HeldOutFolder;
    private const int LeastLimit = 1_000;

    /// <summary>Loads a corpus.</summary>
    /// <param name="path">A file or a folder; of a folder, all files in it and below, hidden ones aside.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The path is missing, holds no text, or holds files that are not UTF-8, empty, or not of their format: all of them at once.</exception>
    public static LoadedCorpus Load(string path, CorpusOptions? options = null)
    {
        options ??= new CorpusOptions();
        if (options.MaxCharacters < LeastLimit)
        {
            throw new InvalidInputException($"A corpus part may be limited to {LeastLimit} characters or more, not to {options.MaxCharacters}.");
        }

        var notes = new List<string>();
        var problems = new List<string>();
        var source = new CorpusSource(options.Format, notes, problems);
        var parts = CorpusSource.Parts(path) is { } own
            ? OwnParts(source.Read(own.Search), source.Read(own.HeldOut))
            : Split(source.Read(path), path, options, problems);
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        var name = parts.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return new LoadedCorpus(
            new Corpus(
                name,
                [.. Limit(parts.SearchTexts, SearchFolder, options, notes), .. parts.SearchTasks],
                [.. Limit(parts.HeldOutTexts, HeldOutFolder, options, notes), .. parts.HeldOutTasks]),
            notes);
    }

    /// <summary>Makes a corpus of items that did not come from files.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="texts">Plain texts to be cut in two as those of files are; with tasks, an item goes whole into one part.</param>
    /// <param name="search">Items of the search part.</param>
    /// <param name="heldOut">Items of the held-out part.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="InvalidInputException">An item is empty, is named twice in its part, or has a task that cannot be scored: all of them at once.</exception>
    public static LoadedCorpus Make(
        string name, IReadOnlyList<CorpusItem> texts, IReadOnlyList<CorpusItem> search, IReadOnlyList<CorpusItem> heldOut, CorpusOptions? options = null)
    {
        options ??= new CorpusOptions();
        var (notes, problems) = (new List<string>(), new List<string>());
        foreach (var (part, items) in new[] { ("texts", texts), (SearchFolder, search), (HeldOutFolder, heldOut) })
        {
            problems.AddRange(items.Where(item => string.IsNullOrWhiteSpace(item.Text)).Select(item => $"{name}: {part}: '{item.Id}' has no text."));
            problems.AddRange(items.CountBy(item => item.Id, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => $"{name}: {part}: '{count.Key}' is there {count.Value} times."));
            problems.AddRange(items.SelectMany(item => item.Tasks.SelectMany(TaskProblems.Of).Select(problem => $"{name}: {part}: '{item.Id}': {problem}.")));
        }

        if (options.MaxCharacters < LeastLimit)
        {
            problems.Add($"{name}: a part may be limited to {LeastLimit} characters or more, not to {options.MaxCharacters}.");
        }

        if (texts.Count + search.Count + heldOut.Count == 0)
        {
            problems.Add($"{name}: holds no text.");
        }

        var content = new SourceContent([], [], []);
        content.Texts.AddRange(texts.Where(item => item.Tasks.Count == 0 && !string.IsNullOrWhiteSpace(item.Text)));
        content.Tasks.AddRange(texts.Where(item => item.Tasks.Count > 0));
        var cut = Split(content, name, options, problems);
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        return new LoadedCorpus(
            new Corpus(
                name,
                [.. Limit([.. cut.SearchTexts, .. search.Where(item => item.Tasks.Count == 0)], SearchFolder, options, notes), .. cut.SearchTasks, .. search.Where(item => item.Tasks.Count > 0)],
                [.. Limit([.. cut.HeldOutTexts, .. heldOut.Where(item => item.Tasks.Count == 0)], HeldOutFolder, options, notes), .. cut.HeldOutTasks, .. heldOut.Where(item => item.Tasks.Count > 0)]),
            notes);
    }

    /// <summary>The parts that a folder brings; within them, a corpus file's own parts are not told apart.</summary>
    private static Parts OwnParts(SourceContent search, SourceContent heldOut)
    {
        List<CorpusItem> Tasks(SourceContent content) => [.. content.Tasks, .. content.Built.SelectMany(corpus => corpus.Search.Concat(corpus.HeldOut))];
        return new Parts(search.Texts, Tasks(search), heldOut.Texts, Tasks(heldOut));
    }

    private static Parts Split(SourceContent content, string path, CorpusOptions options, List<string> problems)
    {
        var (search, heldOut) = Halve(content.Texts, path, problems);
        var held = DocumentSplit.HeldOut(content.Tasks.Select(item => item.Text), options.HeldOutShare, options.Seed);
        if (content.Tasks.Count > 0 && held.Count == 0 && options.HeldOutShare > 0)
        {
            problems.Add($"{path}: asks about one text alone; a search part and a held-out part need two, or the subfolders '{SearchFolder}' and '{HeldOutFolder}'.");
        }

        return new Parts(
            search,
            [.. content.Tasks.Where(item => !held.Contains(item.Text)), .. content.Built.SelectMany(corpus => corpus.Search)],
            heldOut,
            [.. content.Tasks.Where(item => held.Contains(item.Text)), .. content.Built.SelectMany(corpus => corpus.HeldOut)])
        {
            Name = content.Count > 0 && content.Built is [var only] && content.Texts.Count + content.Tasks.Count == 0 ? only.Name : null,
        };
    }

    private static (List<CorpusItem> Search, List<CorpusItem> HeldOut) Halve(List<CorpusItem> items, string path, List<string> problems)
    {
        var search = new List<CorpusItem>();
        var heldOut = new List<CorpusItem>();
        foreach (var item in items)
        {
            if (TextCutter.Halve(item.Text) is { } cut)
            {
                search.Add(item with { Text = item.Text[..cut] });
                heldOut.Add(item with { Text = item.Text[cut..] });
            }
            else
            {
                problems.Add(
                    $"{path}: '{item.Id}' is too short to be cut into a search half and a held-out half; "
                    + $"give a longer text, or the subfolders '{SearchFolder}' and '{HeldOutFolder}'.");
            }
        }

        return (search, heldOut);
    }

    /// <summary>Cuts a part to its limit: an even share of each text, where short ones leave what they do not need to the others.</summary>
    private static List<CorpusItem> Limit(List<CorpusItem> items, string part, CorpusOptions options, List<string> notes)
    {
        var total = items.Sum(item => (long)item.Text.Length);
        if (total <= options.MaxCharacters)
        {
            return items;
        }

        var shares = EvenShares([.. items.Select(item => item.Text.Length)], options.MaxCharacters);
        var limited = new List<CorpusItem>();
        foreach (var (index, item) in items.Index())
        {
            var random = new RandomStream(options.Seed, $"excerpt/{part}/{item.Id}");
            var text = TextCutter.Excerpt(item.Text, shares[index], random);
            if (!string.IsNullOrWhiteSpace(text))
            {
                limited.Add(item with { Text = text });
            }
        }

        notes.Add(FormattableString.Invariant(
            $"The {part} part holds {total:N0} characters; excerpts of {limited.Sum(i => i.Text.Length):N0} are used (limit {options.MaxCharacters:N0})."));
        return limited;
    }

    private static int[] EvenShares(int[] lengths, int total)
    {
        var shares = new int[lengths.Length];
        var left = total;
        var waiting = lengths.Length;
        foreach (var index in Enumerable.Range(0, lengths.Length).OrderBy(i => lengths[i]).ThenBy(i => i))
        {
            shares[index] = Math.Min(lengths[index], left / waiting);
            left -= shares[index];
            waiting--;
        }

        return shares;
    }

    /// <summary>Both parts; plain texts may be cut to excerpts, texts with tasks may not.</summary>
    private sealed record Parts(List<CorpusItem> SearchTexts, List<CorpusItem> SearchTasks, List<CorpusItem> HeldOutTexts, List<CorpusItem> HeldOutTasks)
    {
        public string? Name { get; init; }
    }
}
