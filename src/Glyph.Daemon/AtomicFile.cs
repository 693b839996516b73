using Glyph.Core;

namespace Glyph.Daemon;

/// <summary>Writes files so that nobody ever sees half of one: aside first, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file through a stream.</summary>
    /// <exception cref="GlyphException">It could not be written; a file that was there before is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var aside = $"{path}.partial";
        try
        {
            using (var stream = File.Create(aside))
            {
                write(stream);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(aside);
            throw new GlyphException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Writes a text file in UTF-8.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
