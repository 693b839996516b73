using Glyph.Core.Rendering;

namespace Glyph.Cli.Pages;

/// <summary>What is told about a page that was written.</summary>
/// <param name="File">Its file name.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="MissingGlyphs">How many of its characters no font has.</param>
/// <param name="Fallbacks">The fonts that stood in for the config's, the most used first.</param>
internal sealed record PageRecord(string File, int Number, int Width, int Height, int MissingGlyphs, IReadOnlyList<FallbackUse> Fallbacks)
{
    /// <summary>What it shows of the source text, in UTF-16 units: first line to last; null where lines were not asked for.</summary>
    public SourceSpan? Source { get; init; }

    /// <summary>How many lines it shows; null where lines were not asked for.</summary>
    public int? Lines { get; init; }

    /// <summary>Its lines; null where they were not asked for.</summary>
    public IReadOnlyList<LineRecord>? Boxes { get; init; }

    /// <summary>The record of a page.</summary>
    /// <param name="file">Its file name.</param>
    /// <param name="page">The page.</param>
    /// <param name="detail">How much is told.</param>
    public static PageRecord Of(string file, PageLayout page, PageDetail detail)
    {
        var record = new PageRecord(file, page.Number, page.Size.Width, page.Size.Height, page.MissingGlyphs, page.Fallbacks);
        if (detail == PageDetail.File)
        {
            return record;
        }

        var start = page.Lines.Count > 0 ? page.Lines[0].Source.Start : 0;
        var end = page.Lines.Count > 0 ? page.Lines[^1].Source.End : 0;
        return record with
        {
            Source = new SourceSpan(start, end - start),
            Lines = page.Lines.Count,
            Boxes = detail == PageDetail.Boxes ? [.. page.Lines.Select(LineRecord.Of)] : null,
        };
    }
}

/// <summary>How much is told about a page.</summary>
internal enum PageDetail
{
    /// <summary>File and size.</summary>
    File,

    /// <summary>And what it shows of the source.</summary>
    Source,

    /// <summary>And every line with its box.</summary>
    Boxes,
}

/// <summary>A line of a page.</summary>
/// <param name="Start">The first character that it shows of the source, in UTF-16 units.</param>
/// <param name="Length">How many characters it shows.</param>
/// <param name="Text">What is drawn.</param>
/// <param name="Box">Left, top, right and bottom in pixels.</param>
internal sealed record LineRecord(int Start, int Length, string Text, float[] Box)
{
    /// <summary>The record of a line.</summary>
    public static LineRecord Of(LineBox line) =>
        new(line.Source.Start, line.Source.Length, line.Text, [line.Box.Left, line.Box.Top, line.Box.Right, line.Box.Bottom]);
}
