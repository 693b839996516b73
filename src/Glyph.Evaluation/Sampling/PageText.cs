using System.Text;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Sampling;

/// <summary>What stands on a page, to be compared with what a model wrote down.</summary>
internal static class PageText
{
    /// <summary>
    /// The page's lines as drawn, with their marks; a line end between them, but nothing where a line was broken inside a word.
    /// </summary>
    public static string Of(PageLayout page)
    {
        var text = new StringBuilder();
        var end = -1;
        foreach (var line in page.Lines)
        {
            if (text.Length > 0 && line.Source.Start != end)
            {
                text.Append('\n');
            }

            text.Append(line.Text);
            end = line.Source.End;
        }

        return text.ToString();
    }
}
