using System.Text;
using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Reading.Onnx.Images;

namespace Glyph.Reading.Onnx.Families;

/// <summary>Qwen2-VL: an image is as many tokens as it has blocks of patches, and each has a time, a row and a column.</summary>
/// <remarks>
/// Wang et al., "Qwen2-VL", 2024 (M-RoPE); huggingface/transformers, <c>models/qwen2_vl</c>: <c>get_rope_index</c>, the processor
/// and the models' own chat template.
/// </remarks>
internal sealed class Qwen2VlPrompts : IPrompts
{
    private const string Image = "<|image_pad|>";

    private readonly ModelFolder _folder;
    private readonly PatchedImage _image;
    private readonly int _imageId;
    private readonly int _context;

    public Qwen2VlPrompts(ModelFolder folder)
    {
        _folder = folder;
        _image = new PatchedImage(folder.Preprocessor);
        _context = PromptLimits.Context(folder);
        _imageId = folder.Token(Image);
        folder.Token("<|vision_start|>");
        folder.Token("<|vision_end|>");
        Ends = folder.Ends("<|im_end|>");
        Template = PromptLimits.Template(
            folder,
            "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n{images}{prompt}<|im_end|>\n<|im_start|>assistant\n",
            "{images}",
            "{prompt}");
    }

    /// <inheritdoc/>
    public int MaxImages => _folder.Options.MaxImages;

    /// <inheritdoc/>
    public int? ContextTokens => _context;

    /// <inheritdoc/>
    public IReadOnlySet<int> Ends { get; }

    /// <inheritdoc/>
    public int? ForcedFirst => null;

    /// <inheritdoc/>
    public string Template { get; }

    /// <inheritdoc/>
    public PreparedQuestion Prepare(ModelQuestion question)
    {
        var patches = new List<float>();
        var grids = new List<(int Rows, int Columns)>();
        var images = new StringBuilder();
        foreach (var page in question.Images)
        {
            var (values, rows, columns) = Cut(RgbImage.From(page));
            patches.AddRange(values);
            grids.Add((rows / _image.Merge, columns / _image.Merge));
            images.Append("<|vision_start|>");
            for (var i = 0; i < rows * columns / (_image.Merge * _image.Merge); i++)
            {
                images.Append(Image);
            }

            images.Append("<|vision_end|>");
        }

        var text = Template.Replace("{images}", images.ToString(), StringComparison.Ordinal).Replace("{prompt}", question.Prompt, StringComparison.Ordinal);
        int[] tokens = [.. _folder.Tokenizer!.Encode(text)];
        PromptLimits.DemandPlaces(tokens, _imageId, Image, grids.Sum(g => g.Rows * g.Columns));
        PromptLimits.Demand(tokens.Length, question.MaxAnswerTokens, _context);
        var (positions, next) = Positions(tokens, _imageId, grids);
        return new PreparedQuestion
        {
            Tokens = tokens,
            Positions = positions,
            NextPosition = next,
            Pixels = [.. patches],
            PixelShape = [patches.Count / _image.PatchLength, _image.PatchLength],
            Grids = [.. grids.SelectMany(g => (long[])[1, g.Rows * _image.Merge, g.Columns * _image.Merge])],
            MaxAnswerTokens = question.MaxAnswerTokens,
        };
    }

    /// <summary>
    /// Times, then rows, then columns of all tokens. Text counts on in all three; an image's tokens stand where it begins, plus
    /// their row and column; what follows begins after the largest.
    /// </summary>
    internal static (long[] Positions, long Next) Positions(IReadOnlyList<int> tokens, int image, IReadOnlyList<(int Rows, int Columns)> grids)
    {
        var count = tokens.Count;
        var positions = new long[3 * count];
        long next = 0;
        var (token, grid) = (0, 0);
        while (token < count)
        {
            if (tokens[token] != image)
            {
                positions[token] = positions[count + token] = positions[(2 * count) + token] = next++;
                token++;
                continue;
            }

            var (rows, columns) = grids[grid++];
            for (var cell = 0; cell < rows * columns; cell++, token++)
            {
                positions[token] = next;
                positions[count + token] = next + (cell / columns);
                positions[(2 * count) + token] = next + (cell % columns);
            }

            next += Math.Max(rows, columns);
        }

        return (positions, next);
    }

    private (float[] Patches, int Rows, int Columns) Cut(RgbImage image)
    {
        try
        {
            return _image.Cut(image);
        }
        catch (InvalidInputException e)
        {
            throw new ModelException(ModelFault.Question, e.Message, e);
        }
    }
}
