using System.Collections;
using System.Text;
using Glyph.Core.Rendering;
using Glyph.Rendering.Text;

namespace Glyph.Rendering.Layout;

/// <summary>The line boxes of a page, worked out when they are first asked for: costing a layout never does.</summary>
internal sealed class LineBoxList(LayoutContext context, PageContent content, PixelSize page) : IReadOnlyList<LineBox>
{
    private IReadOnlyList<LineBox>? _boxes;

    /// <inheritdoc/>
    public int Count => Boxes.Count;

    private IReadOnlyList<LineBox> Boxes => _boxes ??= Build();

    /// <inheritdoc/>
    public LineBox this[int index] => Boxes[index];

    /// <inheritdoc/>
    public IEnumerator<LineBox> GetEnumerator() => Boxes.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<LineBox> Build()
    {
        var boxes = new List<LineBox>(content.Lines.Count);
        var run = new LineRun();
        foreach (var line in content.Lines)
        {
            run.Fill(context, line);
            if (run.Words.Length > 0)
            {
                boxes.Add(BoxOf(line, run));
            }
        }

        return boxes;
    }

    private LineBox BoxOf(in Line line, LineRun run)
    {
        var ink = line.Wide ? context.Font.IdeographInk : context.Font.LatinInk;
        foreach (ref readonly var glyph in run.Glyphs)
        {
            ink = ink.Union(glyph.Font.Ink(glyph.Glyph));
        }

        // What a letter is followed by is no part of its word.
        var spacing = (float)(context.Font.LetterSpacing * context.PointsPerUnit);
        var words = new WordBox[run.Words.Length];
        var text = new StringBuilder();
        for (var i = 0; i < words.Length; i++)
        {
            var word = run.Words[i];
            words[i] = new WordBox(TextOf(word), X(word.Left), X(Math.Max(word.Left, word.Right - spacing))) { AfterSpace = word.AfterSpace };
            text.Append(word.AfterSpace ? " " : "").Append(words[i].Text);
        }

        var box = new PixelBox(words.Min(word => word.Left), Y(line, ink.YMax), words.Max(word => word.Right), Y(line, ink.YMin));
        return new LineBox(new SourceSpan(line.Start, line.End - line.Start), text.ToString(), box, words);
    }

    private string TextOf(in PlacedWord word)
    {
        var text = (word.IsMark ? context.Mark!.Text : context.Text).AsSpan(word.Start, word.End - word.Start);
        var kept = new StringBuilder(text.Length + 1);
        foreach (var c in text)
        {
            if (CharacterClasses.Of(c, context.Fonts.Rules) != CharacterCode.Invisible)
            {
                kept.Append(c);
            }
        }

        return kept.Append(word.Hyphen ? "-" : "").ToString();
    }

    private float X(float points) => (float)Math.Clamp(points * context.Geometry.PixelsPerPointX, 0, page.Width);

    private float Y(in Line line, short units) =>
        (float)Math.Clamp(
            GlyphSnap.Down(line.Baseline * context.Geometry.PixelsPerPointY) - (units * context.PointsPerUnit * context.Geometry.PixelsPerPointY), 0, page.Height);
}
