using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Reading.Served;
using SkiaSharp;

namespace Glyph.Reading.Tests.Served;

/// <summary>What tests of served models need.</summary>
internal static class Ask
{
    public const string Key = "sk-test-0123456789-abcdefghij";

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static ServedModelOptions Options(Uri endpoint, string model = "reader") =>
        new() { Endpoint = endpoint, Model = model, Timeout = TimeSpan.FromSeconds(30) };

    public static ServedModel Model(ServedModelOptions options, string? key = Key, TimeProvider? time = null) =>
        new(options, key, Png, time ?? TimeProvider.System);

    public static ModelQuestion Question(string prompt = "Read it.", params PageImage[] images) => new(prompt, images, 100);

    /// <summary>A page with a line of text, and as many more as are given.</summary>
    public static PageImage Page(params string[] lines) => DrawnText.Page(DrawnText.Sans, 14, lines).Image;

    /// <summary>Asks, and gives the error that comes.</summary>
    public static async Task<ModelException> ErrorAsync(IVisionModel model, ModelQuestion? question = null) =>
        await Assert.ThrowsAsync<ModelException>(() => model.AskAsync(question ?? Question(), Cancel));

    private static void Png(PageImage image, Stream stream)
    {
        var type = image.Format == PixelFormat.Grey ? SKColorType.Gray8 : SKColorType.Rgba8888;
        using var bitmap = new SKBitmap(new SKImageInfo(image.Size.Width, image.Size.Height, type, SKAlphaType.Opaque));
        for (var y = 0; y < image.Size.Height; y++)
        {
            image.Row(y).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        }

        bitmap.Encode(stream, SKEncodedImageFormat.Png, quality: 100);
    }
}
