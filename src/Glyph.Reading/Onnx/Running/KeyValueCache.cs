using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Onnx.Running;

/// <summary>The names of a decoder's cache: inputs <c>past_key_values.0.key</c>, outputs <c>present.0.key</c>, and so on.</summary>
internal sealed class KeyValueCache
{
    /// <summary>How the names of its inputs begin.</summary>
    public const string Past = "past_key_values.";

    private const string Present = "present.";

    private readonly ModelPart _decoder;
    private readonly List<string> _inputs;

    /// <summary>Reads the names, and adds a problem for each that has no partner or no fixed shape.</summary>
    public KeyValueCache(ModelPart decoder, List<string> problems)
    {
        _decoder = decoder;
        _inputs = [.. decoder.Inputs.Keys.Where(name => name.StartsWith(Past, StringComparison.Ordinal))];
        if (_inputs.Count == 0)
        {
            problems.Add($"{decoder.File}: it has no input '{Past}0.key'; a decoder with a cache (decoder_model_merged) is needed.");
        }

        foreach (var input in _inputs)
        {
            var shape = decoder.Inputs[input].Dimensions;
            if (shape is not [_, > 0, _, > 0])
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{decoder.File}: its input '{input}' has the shape [{string.Join(", ", shape)}]; expected is batch, a number of heads, length, a width."));
            }

            if (!decoder.Session.OutputMetadata.ContainsKey(OutputOf(input)))
            {
                problems.Add($"{decoder.File}: it has an input '{input}' and no output '{OutputOf(input)}'.");
            }
        }

        Outputs = [.. _inputs.Select(OutputOf)];
    }

    /// <summary>The names of its outputs.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Whether an input keeps what the first step said of the encoder's states: later steps' outputs of it mean nothing.</summary>
    public static bool IsOfEncoder(string input) => input.Contains(".encoder.", StringComparison.Ordinal);

    /// <summary>The input that an output is fed back to, or null.</summary>
    public static string? InputOf(string output) => output.StartsWith(Present, StringComparison.Ordinal) ? Past + output[Present.Length..] : null;

    /// <summary>Binds a cache that holds nothing yet.</summary>
    public void BindEmpty(OrtIoBinding binding, int rows)
    {
        foreach (var input in _inputs)
        {
            var metadata = _decoder.Inputs[input];
            using var empty = Values.Empty(metadata.ElementDataType, rows, metadata.Dimensions[1], 0, metadata.Dimensions[3]);
            binding.BindInput(input, empty);
        }
    }

    private static string OutputOf(string input) => Present + input[Past.Length..];
}
