namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>A line of a drawn page: its box and its words' left and right edges, in pixels.</summary>
internal sealed record DrawnLine(string Text, double[] Box, List<object[]> Words);

/// <summary>Draws text as small pages with the classic 5x7 dot matrix, so that the tests need no font.</summary>
internal static class PageDrawing
{
    private const int Cell = 6;
    private const int LineHeight = 11;
    private const int Margin = 14;

    // Five columns a character, from space on; the lowest bit is the top.
    private const string Dots =
        "0000000000" + "00005F0000" + "0007000700" + "147F147F14" + "242A7F2A12" + "2313086462" + "3649552250" + "0005030000"
        + "001C224100" + "0041221C00" + "14083E0814" + "08083E0808" + "0050300000" + "0808080808" + "0060600000" + "2010080402"
        + "3E5149453E" + "00427F4000" + "4261514946" + "2141454B31" + "1814127F10" + "2745454539" + "3C4A494930" + "0171090503"
        + "3649494936" + "064949291E" + "0036360000" + "0056360000" + "0814224100" + "1414141414" + "0041221408" + "0201510906"
        + "324979413E" + "7E1111117E" + "7F49494936" + "3E41414122" + "7F4141221C" + "7F49494941" + "7F09090901" + "3E4149497A"
        + "7F0808087F" + "00417F4100" + "2040413F01" + "7F08142241" + "7F40404040" + "7F020C027F" + "7F0408107F" + "3E4141413E"
        + "7F09090906" + "3E4151215E" + "7F09192946" + "4649494931" + "01017F0101" + "3F4040403F" + "1F2040201F" + "3F4038403F"
        + "6314081463" + "0708700807" + "6151494543" + "007F414100" + "0204081020" + "0041417F00" + "0402010204" + "4040404040"
        + "0001020400" + "2054545478" + "7F48444438" + "3844444420" + "384444487F" + "3854545418" + "087E090102" + "0C5252523E"
        + "7F08040478" + "00447D4000" + "2040443D00" + "7F10284400" + "00417F4000" + "7C04180478" + "7C08040478" + "3844444438"
        + "7C14141408" + "081414187C" + "7C08040408" + "4854545420" + "043F444020" + "3C4040207C" + "1C2040201C" + "3C4030403C"
        + "4428102844" + "0C5050503C" + "4464544C44" + "0008364100" + "00007F0000" + "0041360800" + "1008081008";

    private static readonly byte[] Columns = Convert.FromHexString(Dots);

    public static (byte[] Png, int Width, int Height, List<DrawnLine> Lines) Draw(IReadOnlyList<string> lines)
    {
        var width = Margin * 2 + Cell * Math.Max(10, lines.Max(line => line.Length));
        var height = Margin * 2 + LineHeight * lines.Count;
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)255);
        var drawn = new List<DrawnLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            var top = Margin + i * LineHeight;
            for (var c = 0; c < lines[i].Length; c++)
            {
                Dot(pixels, width, lines[i][c], Margin + c * Cell, top + 1);
            }

            drawn.Add(new(lines[i], [Margin, top, Margin + lines[i].Length * Cell, top + LineHeight - 1], Words(lines[i])));
        }

        return (Png.Encode(pixels, width, height), width, height, drawn);
    }

    private static void Dot(byte[] pixels, int width, char character, int left, int top)
    {
        var index = character - ' ';
        if (index < 0 || (index + 1) * 5 > Columns.Length)
        {
            index = '?' - ' ';
        }

        for (var x = 0; x < 5; x++)
        {
            for (var y = 0; y < 7; y++)
            {
                if ((Columns[index * 5 + x] >> y & 1) != 0)
                {
                    pixels[(top + y) * width + left + x] = 20;
                }
            }
        }
    }

    private static List<object[]> Words(string line)
    {
        var words = new List<object[]>();
        var start = 0;
        foreach (var word in line.Split(' '))
        {
            if (word.Length > 0)
            {
                words.Add([word, Margin + start * Cell, Margin + (start + word.Length) * Cell]);
            }

            start += word.Length + 1;
        }

        return words;
    }
}
