using Glyph.Reading.Recognition.Onnx;

namespace Glyph.Reading.Recognition;

/// <summary>
/// Rewrites a PP-OCR model so that it says the same in fewer steps. The exporter wrote each activation as four or more steps, which
/// ONNX Runtime runs one after the other over the whole image; said in other words, it makes them part of the convolution before.
/// </summary>
internal static class FasterGraph
{
    private const float OneSixth = 1f / 6;

    /// <summary>The same model, up to rounding, but for its answer: scores before the softmax, whose order is the same.</summary>
    public static byte[] Of(ReadOnlyMemory<byte> model)
    {
        var graph = OnnxGraph.Read(model);
        NameHardSwish(graph);
        FoldScalars(graph);
        DropSoftmax(graph);
        return graph.Write();
    }

    /// <summary>
    /// <c>x * clip(x + 3, 0, 6) / 6</c> is <c>x * HardSigmoid(x)</c>, a pair that ONNX Runtime knows as one activation.
    /// </summary>
    /// <remarks>Howard et al., "Searching for MobileNetV3", ICCV 2019, section 5.2.</remarks>
    private static void NameHardSwish(OnnxGraph graph)
    {
        foreach (var division in graph.Nodes.Where(node => node is { Type: "Div" } && graph.Scalar(node.Inputs[1]) == 6).ToList())
        {
            if (graph.Producer(division.Inputs[0]) is { Type: "Mul" } product
                && graph.Producer(product.Inputs[1]) is { Type: "Clip", Inputs: [var shifted, var low, var high] } clip
                && graph.Scalar(low) == 0 && graph.Scalar(high) == 6
                && graph.Producer(shifted) is { Type: "Add" } shift
                && string.Equals(shift.Inputs[0], product.Inputs[0], StringComparison.Ordinal) && graph.Scalar(shift.Inputs[1]) == 3
                && graph.Consumers(clip.Output).Count == 1 && graph.Consumers(shifted).Count == 1 && graph.Consumers(product.Output).Count == 1)
            {
                var x = product.Inputs[0];
                graph.Replace(clip, OnnxNode.Create("HardSigmoid", [x], clip.Output, ("alpha", OneSixth), ("beta", 0.5f)));
                graph.Replace(division, OnnxNode.Create("Mul", [x, clip.Output], division.Output));
                graph.Remove(shift);
                graph.Remove(product);
            }
        }
    }

    /// <summary>PP-OCRv4 scales and shifts by single numbers after each convolution and after each activation.</summary>
    /// <remarks>Cui et al., "PP-LCNet: A Lightweight CPU Convolutional Neural Network", arXiv 2109.15099, and its later "learnable affine blocks".</remarks>
    private static void FoldScalars(OnnxGraph graph)
    {
        foreach (var scaling in graph.Nodes.Where(node => node is { Type: "Mul" }).ToList())
        {
            if (TakeScalar(graph, scaling) is not var (x, scale)
                || graph.Consumers(scaling.Output) is not [{ Type: "Add" } shifting]
                || TakeScalar(graph, shifting) is not var (_, shift)
                || graph.Producer(x) is not { } before)
            {
                continue;
            }

            if (before is { Type: "Conv" } && graph.Consumers(x).Count == 1)
            {
                Refit(graph, before, scale, Bias(graph, before).Select(b => (b * scale) + shift));
                graph.Remove(scaling);
                graph.Rename(before, shifting);
            }
            else if (before is { Type: "Mul" } && graph.Producer(before.Inputs[0]) is { Type: "Conv" } source)
            {
                FoldForward(graph, source, scaling, shifting, scale, shift);
            }
        }
    }

    /// <summary>
    /// Into the next convolution where it looks at single pixels without a border. Elsewhere the shift cannot go there, for a border is
    /// not shifted: a normalisation of channels then, which unlike two steps with single numbers keeps the runtime's blocked layout.
    /// </summary>
    private static void FoldForward(OnnxGraph graph, OnnxNode source, OnnxNode scaling, OnnxNode shifting, float scale, float shift)
    {
        var x = scaling.Inputs.First(input => graph.Scalar(input) is null);
        if (graph.Consumers(shifting.Output) is [{ Type: "Conv" } next] && IsPointwise(graph, next))
        {
            var weights = graph.Constant(next.Inputs[1])!;
            var perOutput = weights.Values.Length / (int)weights.Shape[0];
            var sums = weights.Values.Chunk(perOutput).Select(row => row.Sum());
            Refit(graph, next, scale, Bias(graph, next).Zip(sums, (b, sum) => b + (shift * sum)));
            next.Inputs = [x, .. next.Inputs.Skip(1)];
            graph.Remove(scaling);
            graph.Remove(shifting);
            return;
        }

        var channels = (int)graph.Constant(source.Inputs[1])!.Shape[0];
        var name = shifting.Output;
        string[] parameters =
        [
            AddVector(graph, name + "_scale", channels, scale),
            AddVector(graph, name + "_shift", channels, shift),
            AddVector(graph, name + "_mean", channels, 0),
            AddVector(graph, name + "_variance", channels, 1),
        ];
        graph.Replace(shifting, OnnxNode.Create("BatchNormalization", [x, .. parameters], name, ("epsilon", 0)));
        graph.Remove(scaling);
    }

    /// <summary>Greedy decoding asks for the likeliest class of a step, and that has the highest score before the softmax too.</summary>
    private static void DropSoftmax(OnnxGraph graph)
    {
        if (graph.Producer(graph.Outputs[0]) is { Type: "Softmax" } softmax
            && graph.Producer(softmax.Inputs[0]) is { } scores && graph.Consumers(scores.Output).Count == 1)
        {
            graph.Rename(scores, softmax);
        }
    }

    private static (string Value, float Scalar)? TakeScalar(OnnxGraph graph, OnnxNode node) =>
        (graph.Scalar(node.Inputs[0]), graph.Scalar(node.Inputs[1])) switch
        {
            (null, { } scalar) => (node.Inputs[0], scalar),
            ({ } scalar, null) => (node.Inputs[1], scalar),
            _ => null,
        };

    private static bool IsPointwise(OnnxGraph graph, OnnxNode convolution) =>
        graph.Constant(convolution.Inputs[1]) is { Shape: [_, _, 1, 1] }
        && convolution.Numbers("group") is [] or [1]
        && convolution.Numbers("pads").All(pad => pad == 0);

    private static IEnumerable<float> Bias(OnnxGraph graph, OnnxNode convolution) => convolution.Inputs.Count > 2
        ? graph.Constant(convolution.Inputs[2])!.Values
        : new float[graph.Constant(convolution.Inputs[1])!.Shape[0]];

    /// <summary>Gives a convolution scaled weights and a new bias.</summary>
    private static void Refit(OnnxGraph graph, OnnxNode convolution, float scale, IEnumerable<float> bias)
    {
        var weights = graph.Constant(convolution.Inputs[1])!;
        float[] newBias = [.. bias];
        convolution.Inputs =
        [
            convolution.Inputs[0],
            graph.Add(convolution.Inputs[1], weights with { Values = [.. weights.Values.Select(w => w * scale)] }),
            graph.Add(convolution.Output + "_bias", new OnnxTensor([newBias.Length], newBias)),
        ];
    }

    private static string AddVector(OnnxGraph graph, string name, int length, float value) =>
        graph.Add(name, new OnnxTensor([length], [.. Enumerable.Repeat(value, length)]));
}
