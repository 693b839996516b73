using System.Globalization;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Spaces;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>What one corpus gave under one config.</summary>
/// <param name="Accuracy">1 - character error rate over the lines that were read.</param>
/// <param name="Error">Its standard error, from the bootstrap interval.</param>
/// <param name="Compression">Text tokens / vision tokens, exact.</param>
internal sealed record Reading(double Accuracy, double Error, double Compression);

/// <summary>A config of a landscape, as its space's genome, with the reading of each corpus.</summary>
internal sealed record LandscapeRow(Genome Genome, IReadOnlyList<Reading> Readings);

/// <summary>
/// The file of a recorded landscape: tab-separated, <c>#</c> lines first that say what it is, then a header, then a row for each
/// config: a column for each parameter of the space (empty where it is not active), and three for each corpus.
/// </summary>
internal sealed class LandscapeFile
{
    private const string SpaceLine = "# space: ";
    private const string TargetLine = "# target ";

    private static readonly string[] Measures = ["accuracy", "error", "compression"];

    private LandscapeFile(string space, string target, IReadOnlyList<string> parameters, IReadOnlyList<string> corpora) =>
        (Space, Target, Parameters, Corpora) = (space, target, parameters, corpora);

    /// <summary>The name of the shipped space, or the path of its file.</summary>
    public string Space { get; }

    /// <summary>The target's id.</summary>
    public string Target { get; }

    /// <summary>The space's parameters, in the order of the columns.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The names of the corpora, in the order of the columns.</summary>
    public IReadOnlyList<string> Corpora { get; }

    /// <summary>The rows.</summary>
    public List<LandscapeRow> Rows { get; } = [];

    /// <summary>The head of a file.</summary>
    public static string Head(string space, IEnumerable<string> notes, SearchSpace parameters, IEnumerable<string> corpora) => string.Join('\n',
    [
        .. notes.Select(note => $"# {note}"),
        SpaceLine + space,
        string.Join('\t', parameters.Parameters.Select(p => p.Name).Concat(corpora.SelectMany(c => Measures.Select(m => $"{c}:{m}")))),
        "",
    ]);

    /// <summary>A row as a line of the file.</summary>
    public static string Line(SearchSpace space, LandscapeRow row) => string.Join('\t',
    [
        .. space.Parameters.Select(p => row.Genome[p.Name]?.ToString() ?? ""),
        .. row.Readings.SelectMany(r => new[] { Text(r.Accuracy, 5), Text(r.Error, 5), Text(r.Compression, 4) }),
    ]) + "\n";

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">It is no such file.</exception>
    public static LandscapeFile Read(string path)
    {
        var lines = TextFile.Read(path).Split('\n');
        var head = Array.FindIndex(lines, line => !line.StartsWith('#'));
        var space = Array.Find(lines, line => line.StartsWith(SpaceLine, StringComparison.Ordinal))?[SpaceLine.Length..].Trim();
        var target = Array.Find(lines, line => line.StartsWith(TargetLine, StringComparison.Ordinal))?[TargetLine.Length..].Split(',')[0].Trim();
        var columns = head < 0 ? [] : lines[head].Split('\t');
        var parameters = columns.TakeWhile(c => !c.Contains(':', StringComparison.Ordinal)).ToList();
        if (space is null || target is null || columns.Length == 0 || (columns.Length - parameters.Count) % Measures.Length != 0 || columns.Length == parameters.Count)
        {
            throw new InvalidInputException($"{path}: no landscape; it must have the lines '{TargetLine}ID' and '{SpaceLine}NAME', and a header of parameters and NAME:accuracy, NAME:error, NAME:compression");
        }

        var file = new LandscapeFile(space, target, parameters, [.. columns.Skip(parameters.Count).Where((_, i) => i % Measures.Length == 0).Select(c => c[..c.IndexOf(':', StringComparison.Ordinal)])]);
        foreach (var (number, line) in lines.Index().Skip(head + 1).Where(pair => pair.Item.Length > 0))
        {
            file.Rows.Add(file.Parse(line, FormattableString.Invariant($"{path}, line {number + 1}")));
        }

        return file;
    }

    private LandscapeRow Parse(string line, string place)
    {
        var cells = line.TrimEnd('\r').Split('\t');
        if (cells.Length != Parameters.Count + (Measures.Length * Corpora.Count))
        {
            throw new InvalidInputException(FormattableString.Invariant($"{place}: {cells.Length} cells; the header has {Parameters.Count + (Measures.Length * Corpora.Count)}"));
        }

        var genes = Parameters.Zip(cells).Where(pair => pair.Second.Length > 0).Select(pair => KeyValuePair.Create(pair.First, Gene(pair.Second)));
        var numbers = cells.Skip(Parameters.Count).Select(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidInputException($"{place}: '{cell}' is no number")).ToList();
        return new LandscapeRow(new Genome(genes), [.. numbers.Chunk(Measures.Length).Select(n => new Reading(n[0], n[1], n[2]))]);
    }

    private static GeneValue Gene(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? GeneValue.Of(number) : GeneValue.Of(text);

    private static string Text(double number, int digits) => Math.Round(number, digits).ToString(CultureInfo.InvariantCulture);
}
