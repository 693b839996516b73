using System.Globalization;
using System.Text;
using Glyph.Core.Reading;
using Glyph.Reading.Onnx.Images;

namespace Glyph.Reading.Onnx.Families;

/// <summary>SmolVLM and Idefics3: an image is tiles in rows and columns, and the whole; each is a fixed number of tokens.</summary>
/// <remarks>After huggingface/transformers, <c>models/smolvlm/processing_smolvlm.py</c>, and the models' own chat template.</remarks>
internal sealed class SmolVlmPrompts : IPrompts
{
    private const string Image = "<image>";
    private const string Fake = "<fake_token_around_image>";
    private const string Whole = "<global-img>";

    private readonly ModelFolder _folder;
    private readonly TiledImage _image;
    private readonly int _imageId;
    private readonly int _tileTokens;
    private readonly int _context;

    public SmolVlmPrompts(ModelFolder folder)
    {
        _folder = folder;
        _image = new TiledImage(folder.Preprocessor);
        _context = PromptLimits.Context(folder);
        _imageId = folder.Token(Image);
        folder.Token(Fake);
        folder.Token(Whole);
        if (_image.MaxSplits > 0)
        {
            folder.Token("<row_1_col_1>");
            folder.Token(string.Create(CultureInfo.InvariantCulture, $"<row_{_image.MaxSplits}_col_{_image.MaxSplits}>"));
        }

        _tileTokens = folder.Processor.OptionalInt("image_seq_len") ?? OfConfig(folder.Config);
        Ends = folder.Ends("<end_of_utterance>");
        var bos = folder.TokenizerConfig.Text("bos_token") ?? "<|im_start|>";
        Template = PromptLimits.Template(folder, bos + "User:{images}{prompt}<end_of_utterance>\nAssistant:", "{images}", "{prompt}");
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
        var tiles = new List<float[]>();
        var images = new StringBuilder();
        foreach (var page in question.Images)
        {
            var (cut, rows, columns) = _image.Cut(RgbImage.From(page));
            tiles.AddRange(cut);
            Write(images, rows, columns);
        }

        // The family's template has a space in the place of a first image that is not there.
        var shown = images.Length > 0 || _folder.Options.PromptTemplate is not null ? images.ToString() : " ";
        var text = Template.Replace("{images}", shown, StringComparison.Ordinal).Replace("{prompt}", question.Prompt, StringComparison.Ordinal);
        int[] tokens = [.. _folder.Tokenizer!.Encode(text)];
        PromptLimits.DemandPlaces(tokens, _imageId, Image, tiles.Count * _tileTokens);
        PromptLimits.Demand(tokens.Length, question.MaxAnswerTokens, _context);
        return new PreparedQuestion
        {
            Tokens = tokens,
            Positions = [.. Enumerable.Range(0, tokens.Length).Select(i => (long)i)],
            NextPosition = tokens.Length,
            Pixels = [.. tiles.SelectMany(t => t)],
            PixelShape = [1, tiles.Count, 3, _image.Edge, _image.Edge],
            MaxAnswerTokens = question.MaxAnswerTokens,
        };
    }

    private void Write(StringBuilder text, int rows, int columns)
    {
        for (var r = 1; r <= rows; r++)
        {
            for (var c = 1; c <= columns; c++)
            {
                text.Append(Fake).Append(CultureInfo.InvariantCulture, $"<row_{r}_col_{c}>");
                WriteTile(text);
            }

            text.Append('\n');
        }

        text.Append(rows > 0 ? "\n" : "").Append(Fake).Append(Whole);
        WriteTile(text);
        text.Append(Fake);
    }

    private void WriteTile(StringBuilder text)
    {
        for (var i = 0; i < _tileTokens; i++)
        {
            text.Append(Image);
        }
    }

    private static int OfConfig(JsonFile config)
    {
        var patches = config.Int(1, "vision_config.image_size") / config.Int(1, "vision_config.patch_size");
        var shuffled = config.Int(1, "scale_factor");
        return patches * patches / (shuffled * shuffled);
    }
}
