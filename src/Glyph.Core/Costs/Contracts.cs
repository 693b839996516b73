using Glyph.Core.Rendering;

namespace Glyph.Core.Costs;

/// <summary>What an image costs a model.</summary>
/// <param name="Features">Positions that hold image features: the denominator of pure compression.</param>
/// <param name="Total">The same with the markers that the processor puts around them.</param>
public readonly record struct VisionTokens(long Features, long Total)
{
    /// <summary>The sum of two costs.</summary>
    public static VisionTokens operator +(VisionTokens a, VisionTokens b) => new(a.Features + b.Features, a.Total + b.Total);
}

/// <summary>A target vision-language model, as far as cost and sight go: what it does to an image and what it charges. Any thread may ask.</summary>
public interface IVisionTarget
{
    /// <summary>The id that options use, such as <c>glm-4.1v</c>.</summary>
    string Id { get; }

    /// <summary>Other names that mean this target.</summary>
    IReadOnlyList<string> Aliases => [];

    /// <summary>The models that the target stands for.</summary>
    string Title { get; }

    /// <summary>The name of the rule that counts, such as <c>smart-resize</c>.</summary>
    string Rule { get; }

    /// <summary>
    /// How well its rule and constants are known, by the least known of them: user, executed, transcribed, docs, secondary,
    /// unverified, approximate.
    /// </summary>
    string Status { get; }

    /// <summary>What a user should know of it.</summary>
    IReadOnlyList<string> Notes => [];

    /// <summary>The text tokenizer that its models use, in words, and how well that is known; null when unknown.</summary>
    string? Tokenizer => null;

    /// <summary>The constants and their source, for receipts and <c>glyph targets</c>.</summary>
    IReadOnlyDictionary<string, string> Constants { get; }

    /// <summary>
    /// The edge in pixels of one token's cell, as the model sees it. Where a family neither stretches nor tiles, a page whose
    /// sides are multiples of it, within the limits, is not resampled.
    /// </summary>
    int PixelGrid { get; }

    /// <summary>Tokens that a request costs beside its images and question: chat template, start and end.</summary>
    int RequestOverhead { get; }

    /// <summary>
    /// All that the target is made of, as one JSON object: stored with a search, so that it goes on the same whatever becomes
    /// of the file that the target was from.
    /// </summary>
    string Definition { get; }

    /// <summary>The size at which the model sees an image: what the target's processor resizes it to, before it pads it or cuts it into tiles.</summary>
    /// <param name="image">The image's size in pixels.</param>
    /// <param name="images">How many images its request has, at least 1; some families see an image otherwise when it is not alone.</param>
    /// <exception cref="InvalidInputException">The target refuses such an image.</exception>
    PixelSize Resize(PixelSize image, int images = 1);

    /// <summary>
    /// The tokens of the images of one request, in order; some families count an image otherwise when it is not alone.
    /// <see cref="RequestOverhead"/> is not in it.
    /// </summary>
    /// <exception cref="InvalidInputException">The target refuses such images, or so many.</exception>
    VisionTokens Count(IReadOnlyList<PixelSize> images);

    /// <summary>The tokens of one of the images of a request.</summary>
    /// <param name="images">All images of the request, in order.</param>
    /// <param name="index">Which one.</param>
    /// <exception cref="InvalidInputException">The target refuses such an image, or so many.</exception>
    VisionTokens CountAt(IReadOnlyList<PixelSize> images, int index);
}

/// <summary>Short forms.</summary>
public static class VisionTargetExtensions
{
    /// <summary>The tokens of one image, alone in its request.</summary>
    /// <exception cref="InvalidInputException">The target refuses such an image.</exception>
    public static VisionTokens Count(this IVisionTarget target, PixelSize image) => target.Count([image]);
}

/// <summary>Counts text tokens as a target's tokenizer does.</summary>
public interface ITextTokenizer
{
    /// <summary>Its name, such as <c>o200k_base</c>, or the file's name with its hash.</summary>
    string Id { get; }

    /// <summary>The number of tokens of a text, without special tokens.</summary>
    int Count(string text);
}

/// <summary>The exact cost of a corpus under a render config: no pixel drawn, no model called.</summary>
public sealed record CostReport
{
    /// <summary>Pages over all items.</summary>
    public required int Pages { get; init; }

    /// <summary>Text tokens over all items.</summary>
    public required long TextTokens { get; init; }

    /// <summary>Vision tokens over all pages.</summary>
    public required VisionTokens VisionTokens { get; init; }

    /// <summary>Vision tokens with markers, and the request overhead once an item.</summary>
    public required long AllInclusiveTokens { get; init; }

    /// <summary>Characters that the font cannot show.</summary>
    public long MissingGlyphs { get; init; }

    /// <summary>The largest page in pixels.</summary>
    public PixelSize LargestPage { get; init; }

    /// <summary>What a reader sees of the text; null in reports of earlier versions.</summary>
    public Sight? Sight { get; init; }

    /// <summary>Text tokens / vision tokens: the compression that the search maximises.</summary>
    public double Compression => VisionTokens.Features == 0 ? 0 : (double)TextTokens / VisionTokens.Features;

    /// <summary>Text tokens / all tokens that requests with one item each would be charged for their pages.</summary>
    public double AllInclusiveCompression => AllInclusiveTokens == 0 ? 0 : (double)TextTokens / AllInclusiveTokens;
}
