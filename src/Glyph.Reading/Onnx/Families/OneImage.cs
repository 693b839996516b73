using Glyph.Core.Reading;
using Glyph.Reading.Onnx.Images;

namespace Glyph.Reading.Onnx.Families;

/// <summary>A question to a model that sees exactly one image.</summary>
internal static class OneImage
{
    /// <summary>The values of the image.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public static float[] Of(ModelQuestion question, WholeImage image) => question.Images.Count == 1
        ? image.Planes(RgbImage.From(question.Images[0]))
        : throw new ModelException(ModelFault.Question, "The model answers about exactly one image, and the question has none.");
}
