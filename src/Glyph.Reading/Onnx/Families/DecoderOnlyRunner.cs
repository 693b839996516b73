using Glyph.Core.Reading;
using Glyph.Reading.Onnx.Running;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Onnx.Families;

/// <summary>SmolVLM, Idefics3 and Qwen2-VL: what the vision encoder says takes the places of the image tokens' embeddings.</summary>
internal sealed class DecoderOnlyRunner : IModelRunner
{
    private const string Grids = "grid_thw|image_grid_thw";

    private readonly ModelPart _vision;
    private readonly ModelPart _embed;
    private readonly int _image;
    private readonly int _axes;

    /// <summary>Checks the parts.</summary>
    /// <param name="parts">The parts by name.</param>
    /// <param name="image">The token of an image's places.</param>
    /// <param name="axes">Positions of a token: 1, or 3 for Qwen2-VL, whose images are patches in grids.</param>
    /// <param name="device">Where they run.</param>
    /// <param name="problems">Where problems go.</param>
    public DecoderOnlyRunner(IReadOnlyDictionary<string, ModelPart> parts, int image, int axes, ModelDevice device, List<string> problems)
    {
        (_vision, _embed, _image, _axes) = (parts["vision_encoder"], parts["embed_tokens"], image, axes);
        _vision.Check(
            axes == 1
                ? [new Port("pixel_values", PortKind.Real, 5), new Port("pixel_attention_mask", PortKind.Truth, 4, IsRequired: false)]
                : [new Port("pixel_values", PortKind.Real, 2), new Port(Grids, PortKind.Whole, 2)],
            [new Port("image_features", PortKind.Real, axes == 1 ? 3 : 2)],
            cache: null,
            problems);
        _embed.Check([new Port("input_ids", PortKind.Whole, 2)], [new Port("inputs_embeds", PortKind.Real, 3)], cache: null, problems);
        Decoder = new CachedDecoder(parts["decoder_model_merged"], _embed, axes, looksAtEncoder: false, device.Memory, problems);
    }

    /// <inheritdoc/>
    public CachedDecoder Decoder { get; }

    /// <inheritdoc/>
    public (float[] Values, int Width) Look(PreparedQuestion question, RunOptions run)
    {
        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal) { ["pixel_values"] = _vision.Real("pixel_values", question.Pixels, question.PixelShape) };
        if (_axes == 3)
        {
            inputs[_vision.NameOf(Grids)] = Values.Whole(question.Grids, question.Grids.Length / 3, 3);
        }
        else if (_vision.Has("pixel_attention_mask"))
        {
            var shape = question.PixelShape;
            inputs["pixel_attention_mask"] = Values.Truth(value: true, shape[0], shape[1], shape[3], shape[4]);
        }

        var (values, found) = _vision.Run(run, inputs, "image_features");
        return (values, (int)found[^1]);
    }

    /// <inheritdoc/>
    public (DecodeStart Start, int[] PromptTokens) Begin(IReadOnlyList<PreparedQuestion> questions, RunOptions run)
    {
        var rows = questions.Count;
        var length = questions.Max(q => q.Tokens.Length);
        var tokens = new long[rows * length];
        var mask = new long[rows * length];
        var positions = new long[_axes * rows * length];
        foreach (var (row, question) in questions.Index())
        {
            // Padding stands on the left, so that every row's next token follows its last.
            var own = question.Tokens.Length;
            var at = ((row + 1) * length) - own;
            for (var i = 0; i < own; i++)
            {
                tokens[at + i] = question.Tokens[i];
                mask[at + i] = 1;
            }

            for (var axis = 0; axis < _axes; axis++)
            {
                question.Positions.AsSpan(axis * own, own).CopyTo(positions.AsSpan((axis * rows * length) + at));
            }
        }

        var embeds = CachedDecoder.Embed(_embed, run, tokens, rows);
        foreach (var (row, question) in questions.Index())
        {
            PutImages(question, ((row + 1) * length) - question.Tokens.Length, embeds, embeds.Length / (rows * length), run);
        }

        var start = new DecodeStart
        {
            Rows = rows,
            Length = length,
            Embeds = embeds,
            Mask = mask,
            Positions = positions,
            Axes = _axes,
            NextPositions = [.. questions.Select(q => q.NextPosition)],
        };
        return (start, [.. questions.Select(q => q.Tokens.Length)]);
    }

    private void PutImages(PreparedQuestion question, int at, float[] embeds, int width, RunOptions run)
    {
        if (question.Pixels.Length == 0)
        {
            return;
        }

        var (features, found) = Look(question, run);
        int[] places = [.. question.Tokens.Index().Where(t => t.Item == _image).Select(t => t.Index)];
        if (found != width || features.Length != places.Length * width)
        {
            throw new ModelException(ModelFault.Fatal,
                $"{_vision.File} says {features.Length / found} x {found} values of images that have {places.Length} places of {width} in the prompt: the files of this folder are not of one model, or processor_config.json's 'image_seq_len' is wrong.");
        }

        foreach (var (i, place) in places.Index())
        {
            features.AsSpan(i * width, width).CopyTo(embeds.AsSpan((at + place) * width));
        }
    }
}
