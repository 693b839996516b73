using Glyph.Core.Rendering;
using Glyph.Rendering.Text;

namespace Glyph.Rendering.Layout;

/// <summary>
/// Cuts a text into the blocks that indents, spacing, borders and page breaks treat as one: source paragraphs where those
/// show, and otherwise chunks of 30 source lines, which is how the authors' renderer reads a text.
/// </summary>
internal ref struct BlockReader
{
    private const int ChunkLines = 30;

    private readonly ReadOnlySpan<char> _text;
    private readonly LayoutRules _rules;
    private readonly int _lines;
    private int _next;

    private BlockReader(ReadOnlySpan<char> text, LayoutRules rules, int lines, int next)
    {
        _text = text;
        _rules = rules;
        _lines = lines;
        _next = next;
    }

    /// <summary>Reads the block that starts at a position of the text.</summary>
    /// <param name="context">The text and the config.</param>
    /// <param name="position">Where the block starts; moved to where the next one does, or past the text's end.</param>
    /// <param name="end">The end of what is laid out.</param>
    /// <returns>The end of the block.</returns>
    public static int Read(LayoutContext context, ref int position, int end)
    {
        var reader = new BlockReader(context.Text.AsSpan(0, end), context.Fonts.Rules, LinesPerBlock(context), position);
        var blockEnd = reader.Find();
        position = reader._next;
        return blockEnd;
    }

    /// <summary>Where the text that is laid out ends: blank lines after its last line would show nothing.</summary>
    public static int TextEnd(LayoutContext context)
    {
        var text = context.Text.AsSpan();
        if (context.Compatibility == LayoutCompatibility.Glyph || context.Mark is not null)
        {
            return text.Length;
        }

        var shown = text.Length;
        while (shown > 0 && CharacterClasses.IsBlank(text.Slice(shown - 1, 1)))
        {
            shown--;
        }

        var newline = SourceLines.Find(text[shown..], context.Fonts.Rules);
        return newline < 0 ? text.Length : shown + newline;
    }

    private static int LinesPerBlock(LayoutContext context)
    {
        var config = context.Config;
        var shows = config.FirstLineIndent != 0 || config.SpaceBefore > 0 || config.SpaceAfter > 0 || config.BorderWidth > 0;
        return shows && context.Mark is null && context.Compatibility != LayoutCompatibility.Glyph ? 1 : ChunkLines;
    }

    private int Find()
    {
        for (var lines = 0; lines < _lines; lines++)
        {
            var newline = SourceLines.Find(_text[_next..], _rules);
            if (newline < 0)
            {
                var end = _text.Length;
                _next = end + 1;
                return end;
            }

            _next += newline + 1;
        }

        return _next - 1;
    }
}
