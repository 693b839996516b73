using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Glyph.Core.Spaces;

/// <summary>One gene's value: a number, or the name of a choice.</summary>
[JsonConverter(typeof(GeneValueJsonConverter))]
public readonly record struct GeneValue
{
    private readonly string? _choice;
    private readonly double _number;

    private GeneValue(double number, string? choice) => (_number, _choice) = (number, choice);

    /// <summary>Whether the value is a number; otherwise it is a choice.</summary>
    public bool IsNumber => _choice is null;

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">The value is a choice.</exception>
    public double Number => _choice is null ? _number : throw new InvalidOperationException($"'{_choice}' is a choice, not a number.");

    /// <summary>The name of the choice.</summary>
    /// <exception cref="InvalidOperationException">The value is a number.</exception>
    public string Choice => _choice ?? throw new InvalidOperationException($"{this} is a number, not a choice.");

    /// <summary>A number as a gene value; -0 becomes 0.</summary>
    public static GeneValue Of(double number) => new(number == 0 ? 0 : number, null);

    /// <summary>A choice as a gene value.</summary>
    public static GeneValue Of(string choice) => new(0, choice);

    /// <inheritdoc/>
    public override string ToString() => _choice ?? _number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>One point of a search space: a value for every active parameter, by name. Equal when all values are equal.</summary>
[JsonConverter(typeof(GenomeJsonConverter))]
public sealed class Genome : IEquatable<Genome>
{
    private readonly ImmutableSortedDictionary<string, GeneValue> _genes;

    /// <summary>Creates a genome of these genes.</summary>
    public Genome(IEnumerable<KeyValuePair<string, GeneValue>> genes) =>
        _genes = genes.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private Genome(ImmutableSortedDictionary<string, GeneValue> genes) => _genes = genes;

    /// <summary>A genome without genes.</summary>
    public static Genome Empty { get; } = new([]);

    /// <summary>All genes, sorted by name.</summary>
    public IReadOnlyDictionary<string, GeneValue> Genes => _genes;

    /// <summary>The value of a parameter, or null where it is not active.</summary>
    public GeneValue? this[string parameter] => _genes.TryGetValue(parameter, out var value) ? value : null;

    /// <summary>The same genome with one gene set.</summary>
    public Genome With(string parameter, GeneValue value) => new(_genes.SetItem(parameter, value));

    /// <summary>The same genome without one gene.</summary>
    public Genome Without(string parameter) => new(_genes.Remove(parameter));

    /// <inheritdoc/>
    public bool Equals(Genome? other) => other is not null && _genes.Count == other._genes.Count && _genes.SequenceEqual(other._genes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Genome);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (name, value) in _genes)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary><c>dpi=72 font-size=9 ...</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _genes)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(name).Append('=').Append(value);
        }

        return text.ToString();
    }
}

/// <summary>A gene value as a JSON number or string.</summary>
public sealed class GeneValueJsonConverter : JsonConverter<GeneValue>
{
    /// <inheritdoc/>
    public override GeneValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => GeneValue.Of(reader.GetDouble()),
        JsonTokenType.String => GeneValue.Of(reader.GetString()!),
        _ => throw new JsonException("a gene must be a number or the name of a choice"),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, GeneValue value, JsonSerializerOptions options)
    {
        if (value.IsNumber)
        {
            writer.WriteNumberValue(value.Number);
        }
        else
        {
            writer.WriteStringValue(value.Choice);
        }
    }
}

/// <summary>A genome as one flat JSON object.</summary>
public sealed class GenomeJsonConverter : JsonConverter<Genome>
{
    /// <inheritdoc/>
    public override Genome Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<Dictionary<string, GeneValue>>(ref reader, options) ?? []);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Genome value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, gene) in value.Genes)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, gene, options);
        }

        writer.WriteEndObject();
    }
}
