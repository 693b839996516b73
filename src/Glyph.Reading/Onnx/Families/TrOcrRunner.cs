using Glyph.Reading.Onnx.Running;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Onnx.Families;

/// <summary>TrOCR: the decoder looks at what the encoder says of the image.</summary>
internal sealed class TrOcrRunner : IModelRunner
{
    private readonly ModelPart _encoder;
    private readonly int _first;

    /// <summary>Checks the parts.</summary>
    /// <param name="parts">The parts by name.</param>
    /// <param name="first">The token that the decoder begins with.</param>
    /// <param name="device">Where they run.</param>
    /// <param name="problems">Where problems go.</param>
    public TrOcrRunner(IReadOnlyDictionary<string, ModelPart> parts, int first, ModelDevice device, List<string> problems)
    {
        (_encoder, _first) = (parts["encoder_model"], first);
        _encoder.Check([new Port("pixel_values", PortKind.Real, 4)], [new Port("last_hidden_state", PortKind.Real, 3)], cache: null, problems);
        Decoder = new CachedDecoder(parts["decoder_model_merged"], embed: null, 1, looksAtEncoder: true, device.Memory, problems);
    }

    /// <inheritdoc/>
    public CachedDecoder Decoder { get; }

    /// <inheritdoc/>
    public (float[] Values, int Width) Look(PreparedQuestion question, RunOptions run)
    {
        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal) { ["pixel_values"] = _encoder.Real("pixel_values", question.Pixels, question.PixelShape) };
        var (values, shape) = _encoder.Run(run, inputs, "last_hidden_state");
        return (values, (int)shape[^1]);
    }

    /// <inheritdoc/>
    public (DecodeStart Start, int[] PromptTokens) Begin(IReadOnlyList<PreparedQuestion> questions, RunOptions run)
    {
        // Every image has one size, so every row has one length.
        var looks = questions.Select(q => Look(q, run)).ToList();
        var width = looks[0].Width;
        var length = looks[0].Values.Length / width;
        var start = new DecodeStart
        {
            Rows = questions.Count,
            Length = 1,
            Tokens = [.. Enumerable.Repeat((long)_first, questions.Count)],
            Mask = [.. Enumerable.Repeat(1L, questions.Count)],
            States = new EncoderStates([.. looks.SelectMany(l => l.Values)], [.. Enumerable.Repeat(1L, questions.Count * length)], length, width),
        };
        return (start, [.. Enumerable.Repeat(length, questions.Count)]);
    }
}
