using System.Text;

namespace Glyph.Core.Corpora;

/// <summary>Reads text files as Glyph wants them: strict UTF-8, with or without a byte order mark, not empty.</summary>
public static class TextFile
{
    private const char ByteOrderMark = '\uFEFF';
    private const int LongestText = 1_000_000_000; // what a string can hold, rounded down

    /// <summary>What a file turned out to be: its text, or why it has none.</summary>
    /// <param name="Text">The text, or null.</param>
    /// <param name="IsBinary">Whether it is no text at all, so that it may be skipped.</param>
    /// <param name="Problem">Why it cannot be read as text; null with a text.</param>
    public readonly record struct Content(string? Text, bool IsBinary = false, string? Problem = null);

    /// <summary>Reads a whole file. It costs the memory of its text and no more: two bytes a UTF-16 unit.</summary>
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
        try
        {
            using var file = Open(path);
            return Inspect(file, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Content(null, Problem: $"{path}: no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Content(null, Problem: $"{path}: cannot be read: {e.Message}");
        }
    }

    /// <summary>Opens a file so that it can be read twice: what comes through a pipe is kept.</summary>
    private static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (file.CanSeek)
        {
            return file;
        }

        using (file)
        {
            var kept = new MemoryStream();
            file.CopyTo(kept);
            kept.Position = 0;
            return kept;
        }
    }

    /// <summary>Reads twice: to check and to count, and then into a string of just that length.</summary>
    private static Content Inspect(Stream file, string path)
    {
        var chunks = new Utf8Chunks(file);
        var length = 0L;
        var marks = 0L;
        try
        {
            while (chunks.Next(out var chunk))
            {
                marks += marks == length ? Marks(chunk) : 0;
                length += chunk.Length;
            }
        }
        catch (DecoderFallbackException)
        {
            if (!chunks.HasNul())
            {
                return new Content(null, Problem: $"{path}: is not UTF-8 (first bad byte at {chunks.BadByte}); save it as UTF-8");
            }
        }

        if (chunks.HasNul())
        {
            return new Content(null, IsBinary: true, $"{path}: holds NUL bytes, so it is no text file");
        }

        if (length - marks > LongestText)
        {
            return new Content(null, Problem: $"{path}: is too long; a text has at most {LongestText} UTF-16 units, so cut it into several");
        }

        file.Position = 0;
        var text = string.Create((int)(length - marks), (File: file, Marks: marks), static (text, from) => Fill(text, from.File, from.Marks));
        return string.IsNullOrWhiteSpace(text)
            ? new Content(null, Problem: $"{path}: has no text")
            : new Content(text);
    }

    /// <summary>How many byte order marks a text begins with.</summary>
    private static int Marks(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExcept(ByteOrderMark);
        return other < 0 ? text.Length : other;
    }

    private static void Fill(Span<char> text, Stream file, long skipped)
    {
        var chunks = new Utf8Chunks(file);
        while (chunks.Next(out var chunk))
        {
            var passed = (int)Math.Min(skipped, chunk.Length);
            skipped -= passed;
            chunk = chunk[passed..];
            if (chunk.Length > text.Length)
            {
                throw new IOException("it changed while it was read");
            }

            chunk.CopyTo(text);
            text = text[chunk.Length..];
        }

        if (text.Length > 0)
        {
            throw new IOException("it changed while it was read");
        }
    }
}
