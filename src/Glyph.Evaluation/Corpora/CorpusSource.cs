using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Corpora;

/// <summary>What a file or folder holds, before it is split.</summary>
/// <param name="Texts">Plain texts.</param>
/// <param name="Tasks">Texts with tasks, of benchmarks.</param>
/// <param name="Built">Corpus files, which bring their own parts.</param>
internal sealed record SourceContent(List<CorpusItem> Texts, List<CorpusItem> Tasks, List<Corpus> Built)
{
    /// <summary>How many items there are.</summary>
    public int Count => Texts.Count + Tasks.Count + Built.Sum(corpus => corpus.Search.Count + corpus.HeldOut.Count);
}

/// <summary>Reads files and folders of texts and tasks.</summary>
internal sealed class CorpusSource(CorpusFormat format, List<string> notes, List<string> problems)
{
    /// <summary>The subfolder with what is searched with, where a folder brings its own parts.</summary>
    public const string SearchFolder = "search";

    /// <summary>The subfolder with what is held out.</summary>
    public const string HeldOutFolder = "held-out";

    private const string LineFile = ".jsonl";
    private const int MostProblems = 20;
    private static readonly string[] PlainNames = ["validation", "test", "train", "data", "dev"];

    /// <summary>The parts that a folder brings; null if it brings none.</summary>
    public static (string Search, string HeldOut)? Parts(string path)
    {
        var (search, heldOut) = (Path.Combine(path, SearchFolder), Path.Combine(path, HeldOutFolder));
        return Directory.Exists(search) && Directory.Exists(heldOut) ? (search, heldOut) : null;
    }

    /// <summary>Reads all of a file, or of a folder and those below it, hidden ones aside.</summary>
    public SourceContent Read(string path)
    {
        var content = new SourceContent([], [], []);
        var before = problems.Count;
        foreach (var (id, file) in Files(path))
        {
            if (FormatOf(file, isAlone: string.Equals(file, path, StringComparison.Ordinal)) is { } lines)
            {
                ReadLines(id, file, lines, content);
            }
            else
            {
                ReadText(id, file, content.Texts);
            }
        }

        if (content.Count == 0 && problems.Count == before)
        {
            problems.Add($"{path}: holds no text file; give a UTF-8 text file, or a folder with some.");
        }

        return content;
    }

    /// <summary>What lines a file has; null for plain text. Within a folder, lines of no known format are text.</summary>
    private CorpusFormat? FormatOf(string file, bool isAlone)
    {
        var isLines = string.Equals(Path.GetExtension(file), LineFile, StringComparison.OrdinalIgnoreCase);
        if (format != CorpusFormat.Auto)
        {
            return format == CorpusFormat.Text || !(isLines || isAlone) ? null : format;
        }

        if (!isLines)
        {
            return null;
        }

        var wrong = new List<string>();
        var found = JsonLine.Of(file, wrong).Take(1).Select(TaskFormats.Of).FirstOrDefault();
        if (found is null && isAlone)
        {
            problems.Add(wrong.FirstOrDefault() ?? $"{file}:1: has the fields of no known format: {TaskFormats.Known}; to read it as plain text, say so with the format 'text'");
        }

        return found ?? (isAlone ? CorpusFormat.Auto : null);
    }

    private void ReadLines(string id, string file, CorpusFormat lines, SourceContent content)
    {
        switch (lines)
        {
            case CorpusFormat.Auto:
                return; // the problem is noted
            case CorpusFormat.Glyph:
                if (CorpusFile.Read(file, problems) is { } built)
                {
                    content.Built.Add(built.Corpus);
                }

                return;
            default:
                var found = new List<string>();
                content.Tasks.AddRange(CorpusTasks.Group(id, ReadLines(file, lines, found).ToList()));
                problems.AddRange(found.Take(MostProblems));
                if (found.Count > MostProblems)
                {
                    problems.Add($"{file}: {found.Count - MostProblems} more problems");
                }

                return;
        }
    }

    private static IEnumerable<TaskLine> ReadLines(string file, CorpusFormat lines, List<string> found)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var set = PlainNames.Contains(name, StringComparer.OrdinalIgnoreCase) ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) ?? name : name;
        foreach (var line in JsonLine.Of(file, found))
        {
            if (TaskFormats.Read(line, lines, set) is not { } read)
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(read.Text))
            {
                line.Problem("holds no text to read");
            }

            CorpusTasks.Check(line, [read.Task]);
            yield return read;
        }
    }

    private void ReadText(string id, string file, List<CorpusItem> texts)
    {
        var content = TextFile.Inspect(file);
        if (content.Text is { } text)
        {
            texts.Add(new CorpusItem(id, text));
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

    private IEnumerable<(string Id, string File)> Files(string path)
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
}
