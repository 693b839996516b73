using System.Text.Json;

namespace Glyph.Reading.Onnx;

/// <summary>A configuration file of a model's folder. What is missing or of another kind is added to the problems, and a default goes on.</summary>
internal sealed class JsonFile
{
    private readonly string _name;
    private readonly JsonElement _root;
    private readonly List<string> _problems;

    private JsonFile(string name, JsonElement root, List<string> problems) => (_name, _root, _problems) = (name, root, problems);

    /// <summary>The whole document.</summary>
    public JsonElement Root => _root;

    /// <summary>Opens a file.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="name">The file's name in it.</param>
    /// <param name="isRequired">Whether its absence is a problem; otherwise it then holds nothing.</param>
    /// <param name="problems">Where problems go.</param>
    public static JsonFile Open(string folder, string name, bool isRequired, List<string> problems)
    {
        var root = JsonSerializer.SerializeToElement(new { });
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name)));
            root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object)
            {
                problems.Add($"{name}: it holds no JSON object.");
                root = JsonSerializer.SerializeToElement(new { });
            }
        }
        catch (JsonException e)
        {
            problems.Add($"{name}: not JSON: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (isRequired || e is not FileNotFoundException)
            {
                problems.Add($"{name}: {(e is FileNotFoundException ? $"not found in {folder}" : e.Message)}");
            }
        }

        return new JsonFile(name, root, problems);
    }

    /// <summary>The first of some fields, each a path with dots, that is there and not null.</summary>
    public JsonElement? Find(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            var at = _root;
            var isThere = true;
            foreach (var part in path.Split('.'))
            {
                isThere = isThere && at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out at);
            }

            if (isThere && at.ValueKind != JsonValueKind.Null)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>A whole number, at least <paramref name="least"/>; that itself, and a problem, where there is none.</summary>
    public int Int(int least, params ReadOnlySpan<string> paths)
    {
        if (OptionalInt(paths) is { } value && value >= least)
        {
            return value;
        }

        _problems.Add($"{_name}: '{paths[0]}' must be a whole number of at least {least}.");
        return least;
    }

    /// <summary>A whole number, or null where there is none.</summary>
    public int? OptionalInt(params ReadOnlySpan<string> paths) =>
        Find(paths) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt32(out var value) ? value : null;

    /// <summary>A truth value, or a default where there is none.</summary>
    public bool Bool(string path, bool otherwise) => Find(path) is { } found ? found.ValueKind == JsonValueKind.True : otherwise;

    /// <summary>A text, or null where there is none; of a token's object, its content.</summary>
    public string? Text(string path) => Find(path) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } token when token.TryGetProperty("content", out var content) => content.GetString(),
        _ => null,
    };

    /// <summary>Three numbers, one for each colour.</summary>
    public double[] Colours(string path)
    {
        if (Find(path) is { ValueKind: JsonValueKind.Array } found && found.GetArrayLength() == 3
            && found.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number))
        {
            return [.. found.EnumerateArray().Select(v => v.GetDouble())];
        }

        _problems.Add($"{_name}: '{path}' must be three numbers, one for each colour.");
        return [1, 1, 1];
    }

    /// <summary>Whole numbers, whether one or a list of them; empty where there are none.</summary>
    public IEnumerable<int> Ints(string path)
    {
        IEnumerable<JsonElement> found = Find(path) switch
        {
            { ValueKind: JsonValueKind.Array } many => many.EnumerateArray(),
            { } one => [one],
            _ => [],
        };
        foreach (var element in found)
        {
            if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value))
            {
                yield return value;
            }
            else
            {
                Report($"'{path}' must be a whole number, or a list of some.");
            }
        }
    }

    /// <summary>Adds a problem of this file.</summary>
    public void Report(string problem) => _problems.Add($"{_name}: {problem}");
}
