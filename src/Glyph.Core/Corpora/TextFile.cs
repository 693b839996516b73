using System.Text;

namespace Glyph.Core.Corpora;

/// <summary>Reads text files as Glyph wants them: strict UTF-8, with or without a byte order mark, not empty.</summary>
public static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What a file turned out to be: its text, or why it has none.</summary>
    /// <param name="Text">The text, or null.</param>
    /// <param name="IsBinary">Whether it is no text at all, so that it may be skipped.</param>
    /// <param name="Problem">Why it cannot be read as text; null with a text.</param>
    public readonly record struct Content(string? Text, bool IsBinary = false, string? Problem = null);

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is missing, cannot be read, is not UTF-8, or holds only white space.</exception>
    public static string Read(string path)
    {
        var content = Inspect(path);
        return content.Text ?? throw new InvalidInputException(content.Problem!);
    }

    /// <summary>Reads a whole file, or says what keeps it from being text.</summary>
    public static Content Inspect(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Content(null, Problem: $"{path}: no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Content(null, Problem: $"{path}: cannot be read: {e.Message}");
        }

        if (bytes.AsSpan().Contains((byte)0))
        {
            return new Content(null, IsBinary: true, $"{path}: holds NUL bytes, so it is no text file");
        }

        string text;
        try
        {
            text = Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            return new Content(null, Problem: $"{path}: is not UTF-8 (first bad byte at {e.Index}); save it as UTF-8");
        }

        return string.IsNullOrWhiteSpace(text)
            ? new Content(null, Problem: $"{path}: has no text")
            : new Content(text);
    }
}
