using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Onnx.Running;

/// <summary>Chooses a token.</summary>
/// <param name="row">Which row of the batch.</param>
/// <param name="logits">A value for each token of the vocabulary.</param>
internal delegate int TokenPicker(int row, ReadOnlySpan<float> logits);

/// <summary>Runs a decoder token by token. Its cache of keys and values stays on the device: outputs of a step are bound as inputs of the next.</summary>
internal sealed class CachedDecoder
{
    private const string Logits = "logits";

    private readonly ModelPart _decoder;
    private readonly ModelPart? _embed;
    private readonly OrtMemoryInfo _memory;
    private readonly KeyValueCache _cache;

    /// <summary>Checks the parts; problems say what is not as expected.</summary>
    /// <param name="decoder">The decoder.</param>
    /// <param name="embed">What makes embeddings of tokens, for a decoder that wants those.</param>
    /// <param name="positionAxes">Dimensions of its input <c>position_ids</c>.</param>
    /// <param name="looksAtEncoder">Whether it must have an input for an encoder's states.</param>
    /// <param name="memory">Where the cache stays.</param>
    /// <param name="problems">Where problems go.</param>
    public CachedDecoder(ModelPart decoder, ModelPart? embed, int positionAxes, bool looksAtEncoder, OrtMemoryInfo memory, List<string> problems)
    {
        (_decoder, _embed, _memory) = (decoder, embed, memory);
        var inputs = new List<Port>
        {
            embed is null ? new Port("input_ids", PortKind.Whole, 2) : new Port("inputs_embeds", PortKind.Real, 3),
            new("attention_mask", PortKind.Whole, 2, IsRequired: !looksAtEncoder),
            new("position_ids", PortKind.Whole, positionAxes == 1 ? 2 : 3, IsRequired: positionAxes > 1),
            new("use_cache_branch", PortKind.Truth, 1, IsRequired: false),
            new("num_logits_to_keep", PortKind.Whole, -1, IsRequired: false),
        };
        if (looksAtEncoder)
        {
            inputs.Add(new Port("encoder_hidden_states", PortKind.Real, 3));
            inputs.Add(new Port("encoder_attention_mask", PortKind.Whole, 2, IsRequired: false));
        }

        decoder.Check(inputs, [new Port(Logits, PortKind.Real, 3)], KeyValueCache.Past, problems);
        _cache = new KeyValueCache(decoder, problems);
    }

    /// <summary>Embeds tokens.</summary>
    public static float[] Embed(ModelPart embed, RunOptions run, ReadOnlySpan<long> tokens, int rows) =>
        embed.Run(run, new Dictionary<string, OrtValue>(StringComparer.Ordinal) { ["input_ids"] = Values.Whole(tokens, rows, tokens.Length / rows) }, "inputs_embeds").Values;

    /// <summary>Decodes until <paramref name="take"/> says that it is enough.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="run">Stops a step when it is told to terminate.</param>
    /// <param name="pick">Chooses each row's token.</param>
    /// <param name="take">Gets each row's token after a step; false ends decoding.</param>
    public void Run(DecodeStart start, RunOptions run, TokenPicker pick, Func<IReadOnlyList<int>, bool> take)
    {
        using var binding = _decoder.Session.CreateIoBinding();
        var mask = new List<long>[start.Rows];
        for (var row = 0; row < start.Rows; row++)
        {
            mask[row] = [.. start.Mask.AsSpan(row * start.Length, start.Length)];
        }

        BindStart(binding, start);
        for (var step = 0; ; step++)
        {
            Bind(binding, "attention_mask", () => Values.Whole([.. mask.SelectMany(m => m)], start.Rows, mask[0].Count));
            BindOutputs(binding);
            _decoder.Session.RunWithBinding(run, binding);
            binding.SynchronizeBoundOutputs();
            var tokens = Next(binding, start.Rows, pick, isFirst: step == 0);
            if (!take(tokens))
            {
                return;
            }

            BindStep(binding, start, run, step, tokens);
            foreach (var row in mask)
            {
                row.Add(1);
            }
        }
    }

    /// <summary>The token that has the largest value, the first of equals.</summary>
    public static int Greedy(ReadOnlySpan<float> logits) => System.Numerics.Tensors.TensorPrimitives.IndexOfMax(logits);

    private void BindStart(OrtIoBinding binding, DecodeStart start)
    {
        _cache.BindEmpty(binding, start.Rows);
        BindTokens(binding, start.Rows, start.Length, start.Embeds, start.Tokens);
        BindPositions(binding, start, start.Positions, start.Length);
        Bind(binding, "use_cache_branch", () => Values.Truth(value: false, 1));
        Bind(binding, "num_logits_to_keep", () => Values.Whole([1], _decoder.Inputs["num_logits_to_keep"].Dimensions.Length == 0 ? [] : [1]));
        if (start.States is { } states)
        {
            Bind(binding, "encoder_hidden_states", () => _decoder.Real("encoder_hidden_states", states.Values, start.Rows, states.Length, states.Width));
            Bind(binding, "encoder_attention_mask", () => Values.Whole(states.Mask, start.Rows, states.Length));
        }
    }

    private void BindStep(OrtIoBinding binding, DecodeStart start, RunOptions run, int step, int[] tokens)
    {
        long[] ids = [.. tokens];
        BindTokens(binding, start.Rows, 1, _embed is null ? null : Embed(_embed, run, ids, start.Rows), ids);
        if (start.NextPositions.Length > 0)
        {
            long[] at = [.. start.NextPositions.Select(next => next + step)];
            BindPositions(binding, start, [.. Enumerable.Range(0, start.Axes).SelectMany(_ => at)], 1);
        }

        Bind(binding, "use_cache_branch", () => Values.Truth(value: true, 1));
    }

    private void BindTokens(OrtIoBinding binding, int rows, int length, float[]? embeds, long[]? tokens)
    {
        if (embeds is null)
        {
            Bind(binding, "input_ids", () => Values.Whole(tokens, rows, length));
        }
        else
        {
            Bind(binding, "inputs_embeds", () => _decoder.Real("inputs_embeds", embeds, rows, length, embeds.Length / (rows * length)));
        }
    }

    private void BindPositions(OrtIoBinding binding, DecodeStart start, long[] positions, int length)
    {
        if (positions.Length > 0)
        {
            Bind(binding, "position_ids", () => Values.Whole(positions, start.Axes == 1 ? [start.Rows, length] : [start.Axes, start.Rows, length]));
        }
    }

    /// <summary>Binds an input that the decoder has; the runtime keeps what is bound alive.</summary>
    private void Bind(OrtIoBinding binding, string input, Func<OrtValue> create)
    {
        if (_decoder.Has(input))
        {
            using var value = create();
            binding.BindInput(input, value);
        }
    }

    private void BindOutputs(OrtIoBinding binding)
    {
        binding.ClearBoundOutputs();
        binding.BindOutputToDevice(Logits, OrtMemoryInfo.DefaultInstance);
        foreach (var output in _cache.Outputs)
        {
            binding.BindOutputToDevice(output, _memory);
        }
    }

    /// <summary>Picks each row's token, and feeds the cache back.</summary>
    private static int[] Next(OrtIoBinding binding, int rows, TokenPicker pick, bool isFirst)
    {
        var tokens = new int[rows];
        using var outputs = binding.GetOutputValues();
        foreach (var (name, value) in binding.GetOutputNames().Zip(outputs))
        {
            if (KeyValueCache.InputOf(name) is { } input)
            {
                if (isFirst || !KeyValueCache.IsOfEncoder(input))
                {
                    binding.BindInput(input, value);
                }

                continue;
            }

            var shape = value.GetTensorTypeAndShape().Shape;
            var (length, width) = ((int)shape[1], (int)shape[2]);
            var logits = Values.Reals(value);
            for (var row = 0; row < rows; row++)
            {
                tokens[row] = pick(row, logits.AsSpan(((((row + 1) * length) - 1) * width), width));
            }
        }

        return tokens;
    }
}
