using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Glyph.Core.Configs;

/// <summary>Reads and writes the Glyph authors' config file (<c>config_en.json</c> of thu-coai/Glyph), with Glyph's own keys, without loss.</summary>
public static class RenderConfigJson
{
    /// <summary>Reads a config.</summary>
    /// <param name="json">The file's text: one object. Keys that are absent take the defaults of the authors' code.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="InvalidInputException">With every problem found.</exception>
    public static RenderConfig Parse(string json, string source)
    {
        using var document = JsonText.Open(json, source);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidInputException($"{source}: a render config must be one JSON object");
        }

        var config = Read(document.RootElement, out var problems);
        problems = [.. problems, .. RenderConfigValidator.Problems(config)];
        return problems.Count == 0 ? config : throw new InvalidInputException([.. problems.Select(p => $"{source}: {p}")]);
    }

    /// <summary>Reads a config from an object's keys, without judging whether it can be rendered.</summary>
    /// <param name="element">A JSON object.</param>
    /// <param name="problems">Unknown keys and values of a wrong form.</param>
    public static RenderConfig Read(JsonElement element, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var config = new RenderConfig();
        var lineHeightGiven = false;
        foreach (var property in element.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                found.Add($"{property.Name} is given twice");
            }

            // In the authors' code a line height of 0 or null, like an absent one, means font size + 1;
            // and null newline markup means their default.
            if (property.NameEquals("line-height"))
            {
                if (property.Value.ValueKind == JsonValueKind.Null || (property.Value.ValueKind == JsonValueKind.Number && property.Value.GetDouble() == 0))
                {
                    continue;
                }

                lineHeightGiven = true;
            }
            else if (property.NameEquals("newline-markup") && property.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            config = RenderConfigKeys.Set(config, property.Name, property.Value, out var problem);
            if (problem is not null)
            {
                found.Add(problem);
            }
        }

        problems = found;
        return lineHeightGiven ? config : config with { LineHeight = config.FontSize + 1 };
    }

    /// <summary>Writes every key of the authors' format, in the order of their published file, and Glyph's own keys where they are not at their defaults.</summary>
    /// <param name="config">The config.</param>
    /// <param name="indented">Whether for people (indented) or for hashing (compact).</param>
    public static string Write(RenderConfig config, bool indented = true)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, config);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Writes the config as one object to a writer.</summary>
    public static void Write(Utf8JsonWriter writer, RenderConfig config)
    {
        writer.WriteStartObject();
        foreach (var key in RenderConfigKeys.Stated(config))
        {
            switch (RenderConfigKeys.Get(config, key))
            {
                case string text:
                    writer.WriteString(key, text);
                    break;
                case bool flag:
                    writer.WriteBoolean(key, flag);
                    break;
                case int whole:
                    writer.WriteNumber(key, whole);
                    break;
                case double number:
                    writer.WriteNumber(key, number + 0.0); // -0 equals 0, so it is written as 0
                    break;
            }
        }

        writer.WriteEndObject();
    }
}

/// <summary>Lets System.Text.Json carry a <see cref="RenderConfig"/> inside other objects, in the authors' format.</summary>
public sealed class RenderConfigJsonConverter : System.Text.Json.Serialization.JsonConverter<RenderConfig>
{
    /// <inheritdoc/>
    public override RenderConfig Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("a render config must be one JSON object");
        }

        var config = RenderConfigJson.Read(document.RootElement, out var problems);
        return problems.Count == 0 ? config : throw new JsonException(string.Join("; ", problems));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RenderConfig value, JsonSerializerOptions options) => RenderConfigJson.Write(writer, value);
}
