using System.Text;
using System.Text.Json;
using Glyph.Core;

namespace Glyph.Evaluation.Corpora;

/// <summary>One line of a JSON-lines file. What is wrong with it goes to the list of problems, with file, line and field.</summary>
internal sealed class JsonLine(string file, int number, JsonElement root, List<string> problems)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The line's number, from 1.</summary>
    public int Number => number;

    /// <summary>The lines of a file that are not blank; those that are no JSON objects are problems.</summary>
    public static IEnumerable<JsonLine> Of(string file, List<string> problems)
    {
        var number = 0;
        using var lines = File.ReadLines(file, Strict).GetEnumerator();
        while (Next(lines, file, number, problems) is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && Parse(line, file, number, problems) is { } root)
            {
                yield return new JsonLine(file, number, root, problems);
            }
        }
    }

    /// <summary>Whether it has all of these fields.</summary>
    public bool Has(params IEnumerable<string> names) => names.All(name => root.TryGetProperty(name, out _));

    /// <summary>A text, or null where the field is missing or null.</summary>
    public string? TextOrNull(string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            return value.ToString();
        }

        Problem(name, $"is {Kind(value)}; it must be a text");
        return null;
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string name)
    {
        if (TextOrNull(name) is { } text)
        {
            return text;
        }

        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            Problem(name, "is missing; it must be a text");
        }

        return "";
    }

    /// <summary>One text, or a list of them; empty where the field is missing or null.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return TextOrNull(name) is { } one ? [one] : [];
        }

        if (value.EnumerateArray().Any(element => element.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)))
        {
            Problem(name, "holds something that is no text; it must be a list of texts");
            return [];
        }

        return [.. value.EnumerateArray().Select(element => element.ToString())];
    }

    /// <summary>A number, or null where the field is missing or null.</summary>
    public double? NumberOrNull(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>The field itself, or null.</summary>
    public JsonElement? Element(string name) => root.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The line as an object; null, with a problem, where it does not fit.</summary>
    public T? As<T>()
        where T : class
    {
        try
        {
            return root.Deserialize<T>(GlyphJson.Compact);
        }
        catch (JsonException e)
        {
            problems.Add($"{file}:{number}: {e.Message}");
            return null;
        }
    }

    /// <summary>Notes what is wrong with a field.</summary>
    public void Problem(string name, string what) => problems.Add($"{file}:{number}: field '{name}' {what}");

    /// <summary>Notes what is wrong with the line.</summary>
    public void Problem(string what) => problems.Add($"{file}:{number}: {what}");

    private static string? Next(IEnumerator<string> lines, string file, int number, List<string> problems)
    {
        try
        {
            return lines.MoveNext() ? lines.Current : null;
        }
        catch (DecoderFallbackException)
        {
            problems.Add($"{file}: is not UTF-8 (after line {number}); save it as UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file}: cannot be read: {e.Message}");
        }

        return null;
    }

    private static JsonElement? Parse(string line, string file, int number, List<string> problems)
    {
        try
        {
            var root = JsonSerializer.Deserialize<JsonElement>(line);
            if (root.ValueKind == JsonValueKind.Object)
            {
                return root;
            }

            problems.Add($"{file}:{number}: is {Kind(root)}; each line must be a JSON object");
        }
        catch (JsonException e)
        {
            problems.Add($"{file}:{number}: is not JSON: {e.Message}");
        }

        return null;
    }

    private static string Kind(JsonElement value) => $"a JSON {value.ValueKind.ToString().ToLowerInvariant()}";
}
