using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Corpora;

namespace Glyph.Evaluation;

/// <summary>
/// Loads a file or a folder of UTF-8 texts. A folder with the subfolders <c>search</c> and <c>held-out</c> brings its own two
/// parts; otherwise each text is cut in two at the paragraph nearest to its middle: first half search, second half held-out.
/// </summary>
public static class CorpusLoader
{
    private const string SearchFolder = "search";
    private const string HeldOutFolder = "held-out";
    private const int LeastLimit = 1_000;

    /// <summary>Loads a corpus.</summary>
    /// <param name="path">A file or a folder; of a folder, all text files in it and below, hidden ones aside.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The path is missing, holds no text, or holds files that are not UTF-8 or empty: all of them at once.</exception>
    public static LoadedCorpus Load(string path, CorpusOptions? options = null)
    {
        options ??= new CorpusOptions();
        if (options.MaxCharacters < LeastLimit)
        {
            throw new InvalidInputException($"A corpus part may be limited to {LeastLimit} characters or more, not to {options.MaxCharacters}.");
        }

        var notes = new List<string>();
        var problems = new List<string>();
        var (search, heldOut) = Directory.Exists(Path.Combine(path, SearchFolder)) && Directory.Exists(Path.Combine(path, HeldOutFolder))
            ? (ReadAll(Path.Combine(path, SearchFolder), notes, problems), ReadAll(Path.Combine(path, HeldOutFolder), notes, problems))
            : Halve(ReadAll(path, notes, problems), path, problems);
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return new LoadedCorpus(
            new Corpus(name, Limit(search, SearchFolder, options, notes), Limit(heldOut, HeldOutFolder, options, notes)),
            notes);
    }

    private static List<CorpusItem> ReadAll(string path, List<string> notes, List<string> problems)
    {
        var items = new List<CorpusItem>();
        var before = problems.Count;
        foreach (var (id, file) in Files(path, problems))
        {
            var content = TextFile.Inspect(file);
            if (content.Text is { } text)
            {
                items.Add(new CorpusItem(id, text));
            }
            else if (content.IsBinary)
            {
                notes.Add($"{file}: skipped, it is not text.");
            }
            else
            {
                problems.Add(content.Problem!);
            }
        }

        if (items.Count == 0 && problems.Count == before)
        {
            problems.Add($"{path}: holds no text file; give a UTF-8 text file, or a folder with some.");
        }

        return items;
    }

    private static IEnumerable<(string Id, string File)> Files(string path, List<string> problems)
    {
        if (File.Exists(path))
        {
            return [(Path.GetFileName(path), path)];
        }

        if (!Directory.Exists(path))
        {
            problems.Add($"{path}: no such file or folder; give a UTF-8 text file, or a folder with some.");
            return [];
        }

        try
        {
            return [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Select(file => (Id: Path.GetRelativePath(path, file).Replace('\\', '/'), File: file))
                .Where(file => !file.Id.Split('/').Any(part => part.StartsWith('.')))
                .OrderBy(file => file.Id, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: cannot be listed: {e.Message}");
            return [];
        }
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
}
