using Glyph.Reading.Onnx.Running;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Onnx.Families;

/// <summary>The parts of a model at work. Not for concurrent use.</summary>
internal interface IModelRunner
{
    /// <summary>What runs the decoder.</summary>
    CachedDecoder Decoder { get; }

    /// <summary>What the vision encoder says of a question's images: a row for each image token, and the width of a row.</summary>
    (float[] Values, int Width) Look(PreparedQuestion question, RunOptions run);

    /// <summary>Looks at the images of some questions and sets decoding up; with it, the tokens of each prompt, images included.</summary>
    (DecodeStart Start, int[] PromptTokens) Begin(IReadOnlyList<PreparedQuestion> questions, RunOptions run);
}
