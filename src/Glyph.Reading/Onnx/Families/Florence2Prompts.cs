using Glyph.Core.Reading;
using Glyph.Reading.Onnx.Images;

namespace Glyph.Reading.Onnx.Families;

/// <summary>Florence-2: one image, a task in words; an encoder reads both, a decoder answers.</summary>
/// <remarks>Xiao et al., "Florence-2", 2023; the processor's words for its task marks come from <c>preprocessor_config.json</c>.</remarks>
internal sealed class Florence2Prompts : IPrompts
{
    private readonly ModelFolder _folder;
    private readonly WholeImage _image;
    private readonly Dictionary<string, string> _tasks;
    private readonly int _begin;
    private readonly int _end;
    private readonly int _positions;
    private readonly int _imageTokens;

    public Florence2Prompts(ModelFolder folder)
    {
        _folder = folder;
        _image = new WholeImage(folder.Preprocessor, ResampleFilter.Bicubic);
        _positions = PromptLimits.Context(folder);
        _imageTokens = folder.Preprocessor.Int(1, "image_seq_length");
        (_begin, _end) = (folder.Token("<s>"), folder.Token("</s>"));
        _tasks = folder.Preprocessor.Find("task_prompts_without_inputs") is { } tasks
            ? tasks.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal)
            : [];
        Ends = folder.Ends("</s>");
        ForcedFirst = folder.Generation.OptionalInt("forced_bos_token_id") ?? folder.Config.OptionalInt("forced_bos_token_id", "text_config.forced_bos_token_id");
        Template = folder.Options.PromptTemplate ?? "{prompt}";
    }

    /// <inheritdoc/>
    public int MaxImages => 1;

    /// <inheritdoc/>
    public int? ContextTokens => null;

    /// <inheritdoc/>
    public IReadOnlySet<int> Ends { get; }

    /// <inheritdoc/>
    public int? ForcedFirst { get; }

    /// <inheritdoc/>
    public string Template { get; }

    /// <inheritdoc/>
    public PreparedQuestion Prepare(ModelQuestion question)
    {
        var pixels = OneImage.Of(question, _image);
        var text = Template.Replace("{prompt}", question.Prompt, StringComparison.Ordinal);
        int[] tokens = [_begin, .. _folder.Tokenizer!.Encode(_tasks.GetValueOrDefault(text, text)), _end];
        PromptLimits.Demand(_imageTokens + tokens.Length, 0, _positions);
        return new PreparedQuestion
        {
            Tokens = tokens,
            Pixels = pixels,
            PixelShape = [1, 3, _image.Height, _image.Width],
            MaxAnswerTokens = Math.Min(question.MaxAnswerTokens, _positions),
        };
    }
}
