using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Glyph.Evaluation.Costs.Definitions;

/// <summary>Writes a definition as one JSON object that needs no base: what a search stores, so that it resumes the same.</summary>
internal static class TargetWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Compact JSON in the shape of a target file's entry.</summary>
    public static string Write(TargetDefinition definition)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", definition.Id);
            Write(writer, "aliases", definition.Aliases);
            writer.WriteString("title", definition.Title);
            WriteNamed(writer, "rule", definition.Rule, definition.RuleSource, definition.RuleStatus);
            writer.WriteStartObject("constants");
            foreach (var (name, constant) in definition.Constants)
            {
                Write(writer, name, constant);
            }

            writer.WriteEndObject();
            Write(writer, "imageMarkers", definition.ImageMarkers);
            Write(writer, "requestOverhead", definition.RequestOverhead);
            if (definition.Tokenizer.Length > 0)
            {
                WriteNamed(writer, "tokenizer", definition.Tokenizer, "", definition.TokenizerStatus);
            }

            Write(writer, "notes", definition.Notes);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string key, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(key);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string key, TargetConstant? constant)
    {
        if (constant is null)
        {
            return;
        }

        writer.WriteStartObject(key);
        writer.WritePropertyName("value");
        constant.Value.WriteTo(writer);
        writer.WriteString("source", constant.Source);
        writer.WriteString("status", constant.Status);
        writer.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter writer, string key, string name, string source, string status)
    {
        writer.WriteStartObject(key);
        writer.WriteString("name", name);
        if (source.Length > 0)
        {
            writer.WriteString("source", source);
        }

        writer.WriteString("status", status);
        writer.WriteEndObject();
    }
}
