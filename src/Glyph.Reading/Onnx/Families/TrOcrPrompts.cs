using Glyph.Core.Reading;
using Glyph.Reading.Onnx.Images;

namespace Glyph.Reading.Onnx.Families;

/// <summary>TrOCR: one image of a line of text, and what it says; there is no prompt, and words of one are not looked at.</summary>
/// <remarks>Li et al., "TrOCR", 2021.</remarks>
internal sealed class TrOcrPrompts : IPrompts
{
    private readonly WholeImage _image;
    private readonly int _positions;

    public TrOcrPrompts(ModelFolder folder)
    {
        _image = new WholeImage(folder.Preprocessor, ResampleFilter.Bilinear);
        _positions = folder.Config.Int(1, "decoder.max_position_embeddings");
        Ends = folder.Ends("</s>");
    }

    /// <inheritdoc/>
    public int MaxImages => 1;

    /// <inheritdoc/>
    public int? ContextTokens => null;

    /// <inheritdoc/>
    public IReadOnlySet<int> Ends { get; }

    /// <inheritdoc/>
    public int? ForcedFirst => null;

    /// <inheritdoc/>
    public string Template => "";

    /// <inheritdoc/>
    public PreparedQuestion Prepare(ModelQuestion question) => new()
    {
        Tokens = [],
        Pixels = OneImage.Of(question, _image),
        PixelShape = [1, 3, _image.Height, _image.Width],
        MaxAnswerTokens = Math.Min(question.MaxAnswerTokens, _positions),
    };
}
