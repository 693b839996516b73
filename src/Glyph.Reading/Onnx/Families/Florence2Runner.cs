using Glyph.Reading.Onnx.Running;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Onnx.Families;

/// <summary>Florence-2: an encoder reads what the vision encoder says, then the prompt; the decoder looks at the encoder.</summary>
internal sealed class Florence2Runner : IModelRunner
{
    private readonly ModelPart _vision;
    private readonly ModelPart _embed;
    private readonly ModelPart _encoder;
    private readonly int _first;

    /// <summary>Checks the parts.</summary>
    /// <param name="parts">The parts by name.</param>
    /// <param name="first">The token that the decoder begins with.</param>
    /// <param name="device">Where they run.</param>
    /// <param name="problems">Where problems go.</param>
    public Florence2Runner(IReadOnlyDictionary<string, ModelPart> parts, int first, ModelDevice device, List<string> problems)
    {
        (_vision, _embed, _encoder, _first) = (parts["vision_encoder"], parts["embed_tokens"], parts["encoder_model"], first);
        _vision.Check([new Port("pixel_values", PortKind.Real, 4)], [new Port("image_features", PortKind.Real, 3)], cache: null, problems);
        _embed.Check([new Port("input_ids", PortKind.Whole, 2)], [new Port("inputs_embeds", PortKind.Real, 3)], cache: null, problems);
        _encoder.Check(
            [new Port("inputs_embeds", PortKind.Real, 3), new Port("attention_mask", PortKind.Whole, 2)],
            [new Port("last_hidden_state", PortKind.Real, 3)],
            cache: null,
            problems);
        Decoder = new CachedDecoder(parts["decoder_model_merged"], _embed, 1, looksAtEncoder: true, device.Memory, problems);
    }

    /// <inheritdoc/>
    public CachedDecoder Decoder { get; }

    /// <inheritdoc/>
    public (float[] Values, int Width) Look(PreparedQuestion question, RunOptions run)
    {
        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal) { ["pixel_values"] = _vision.Real("pixel_values", question.Pixels, question.PixelShape) };
        var (values, shape) = _vision.Run(run, inputs, "image_features");
        return (values, (int)shape[^1]);
    }

    /// <inheritdoc/>
    public (DecodeStart Start, int[] PromptTokens) Begin(IReadOnlyList<PreparedQuestion> questions, RunOptions run)
    {
        var width = 0;
        var rows = new List<float[]>();
        foreach (var question in questions)
        {
            (var features, width) = Look(question, run);
            rows.Add([.. features, .. CachedDecoder.Embed(_embed, run, [.. question.Tokens], 1)]);
        }

        int[] lengths = [.. rows.Select(r => r.Length / width)];
        var length = lengths.Max();
        var embeds = new float[rows.Count * length * width];
        var mask = new long[rows.Count * length];
        for (var row = 0; row < rows.Count; row++)
        {
            rows[row].CopyTo(embeds, row * length * width);
            mask.AsSpan(row * length, lengths[row]).Fill(1);
        }

        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal)
        {
            ["inputs_embeds"] = _encoder.Real("inputs_embeds", embeds, rows.Count, length, width),
            ["attention_mask"] = Values.Whole(mask, rows.Count, length),
        };
        var (states, shape) = _encoder.Run(run, inputs, "last_hidden_state");
        long[] first = [.. Enumerable.Repeat((long)_first, rows.Count)];
        var start = new DecodeStart
        {
            Rows = rows.Count,
            Length = 1,
            Embeds = CachedDecoder.Embed(_embed, run, first, rows.Count),
            Mask = [.. Enumerable.Repeat(1L, rows.Count)],
            States = new EncoderStates(states, mask, length, (int)shape[^1]),
        };
        return (start, lengths);
    }
}
