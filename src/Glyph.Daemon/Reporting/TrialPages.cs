using System.Text.Json;
using System.Text.Json.Serialization;

namespace Glyph.Daemon.Reporting;

/// <summary>A word of a line: written as <c>[text, left, right]</c>, in pixels of the page image.</summary>
[JsonConverter(typeof(WordViewConverter))]
internal readonly record struct WordView(string Text, float Left, float Right);

/// <summary>Writes words as arrays.</summary>
internal sealed class WordViewConverter : JsonConverter<WordView>
{
    /// <inheritdoc/>
    public override WordView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = JsonElement.ParseValue(ref reader);
        return new WordView(parts[0].GetString()!, parts[1].GetSingle(), parts[2].GetSingle());
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WordView value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Text);
        writer.WriteNumberValue(value.Left);
        writer.WriteNumberValue(value.Right);
        writer.WriteEndArray();
    }
}

/// <summary>A line on a page, or a part of a long line that was read by itself. Boxes are in pixels of the page image.</summary>
internal sealed record LineView
{
    /// <summary>Where it begins in the item's text, in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>How many units of the text it shows.</summary>
    public required int Length { get; init; }

    public required string Text { get; init; }

    /// <summary>Left, top, right, bottom.</summary>
    public required IReadOnlyList<float> Box { get; init; }

    public required IReadOnlyList<WordView> Words { get; init; }

    /// <summary>What was read there; null where the line was not in the sample.</summary>
    public string? Read { get; init; }

    public double? Score { get; init; }

    public string? Outcome { get; init; }
}

/// <summary>What a reader of whole pages said about a page, or answered.</summary>
internal sealed record AnswerView(string? Question, string Truth, string Read, double Score, string Outcome);

/// <summary>A page as the model sees it.</summary>
internal sealed record PageView
{
    public required string Item { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>A URL of the live API, or a data: URL.</summary>
    public required string Image { get; init; }

    public string? Thumbnail { get; init; }

    public required IReadOnlyList<LineView> Lines { get; init; }

    public IReadOnlyList<AnswerView>? Answers { get; init; }
}

/// <summary>Some pages of a trial.</summary>
internal sealed record TrialPages
{
    public required int Trial { get; init; }

    /// <summary>How many pages the texts have in this config; only some are shown.</summary>
    public required int Total { get; init; }

    public required IReadOnlyList<PageView> Pages { get; init; }

    /// <summary>Why nothing was read again for this view, or cannot be shown; null where all is as it should be.</summary>
    public string? Note { get; init; }
}
