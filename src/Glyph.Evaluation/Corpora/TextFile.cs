using System.Text;

namespace Glyph.Evaluation.Corpora;

/// <summary>Reads files that should be text.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What a file turned out to be: its text, or why it has none.</summary>
    /// <param name="Text">The text, or null.</param>
    /// <param name="IsBinary">Whether it is no text at all, so that it may be skipped.</param>
    /// <param name="Problem">Why a text file cannot be read.</param>
    public readonly record struct Content(string? Text, bool IsBinary = false, string? Problem = null);

    /// <summary>Reads a file as UTF-8, with or without a byte order mark.</summary>
    public static Content Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Content(null, Problem: $"{path}: cannot be read: {e.Message}");
        }

        if (bytes.AsSpan().Contains((byte)0))
        {
            return new Content(null, IsBinary: true);
        }

        string text;
        try
        {
            text = Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            return new Content(null, Problem: $"{path}: is not UTF-8 (first at byte {e.Index}); save it as UTF-8.");
        }

        return string.IsNullOrWhiteSpace(text)
            ? new Content(null, Problem: $"{path}: is empty; give a file with text, or remove it.")
            : new Content(text);
    }
}
