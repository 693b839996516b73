namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>Pages of a trial with a few misreadings, hostile text among what is read.</summary>
internal static class SyntheticPages
{
    private static readonly string[] Text =
    [
        "It is a truth universally acknowledged, that a single",
        "man in possession of a good fortune, must be in want",
        "of a wife. However little known the feelings or views",
        "of such a man may be on his first entering a",
        "neighbourhood, this truth is so well fixed in the minds",
        "of the surrounding families, that he is considered the",
        "rightful property of some one or other of their",
        "daughters. The key is 7G4-QX19 and nothing else.",
        "\"My dear Mr. Bennet,\" said his lady to him one day,",
        "\"have you heard that Netherfield Park is let at last?\"",
        Hostile.Image + " in a text",
        "Mr. Bennet replied that he had not.",
        "\"But it is,\" returned she; \"for Mrs. Long has just",
        "been here, and she told me all about it.\"",
        "Mr. Bennet made no answer.",
        "\"Do you not want to know who has taken it?\" cried his",
        "wife impatiently.",
        "\"You want to tell me, and I have no objection to",
        "hearing it.\" This was invitation enough.",
    ];

    private static readonly (string Truth, string Read)[] Slips = [("fortune", "forture"), ("rightful", "rightfu1"), ("7G4-QX19", "7C4-OX19"), ("Netherfield Park", "NetherfieldPark"), ("onerror", "onerr0r"), ("impatiently", "")];

    public static object Of(SyntheticTrial trial, int from = 0, int count = 2) => new
    {
        trial = trial.Number,
        total = 6,
        pages = Enumerable.Range(from + 1, Math.Max(0, Math.Min(count, 6 - from))).Select(Page),
        note = trial.Number == 1 ? "Read again for this view with the search's own reader." : null,
    };

    private static object Page(int number)
    {
        var (png, width, height, lines) = PageDrawing.Draw([.. Text.Skip(number - 1).Concat(Text.Take(number - 1))]);
        var start = 0;
        return new
        {
            item = "austen.txt",
            page = number,
            width,
            height,
            image = Png.DataUrl(png),
            lines = lines.Select((line, i) =>
            {
                var begins = start;
                start += line.Text.Length + 1;
                // Every fourth line was not in the sample.
                var read = i % 4 == 3 ? null : Slips.Aggregate(line.Text, (text, slip) => text.Replace(slip.Truth, slip.Read, StringComparison.Ordinal));
                return new { start = begins, length = line.Text.Length, text = line.Text, box = line.Box, words = line.Words, read, score = read is null ? null : read.Equals(line.Text, StringComparison.Ordinal) ? 1 : (double?)0.93, outcome = read is null ? null : read.Equals(line.Text, StringComparison.Ordinal) ? "right" : "partial" };
            }),
            answers = number == 2 ? new[] { new { question = "What is the key? " + Hostile.Link, truth = "7G4-QX19", read = "7C4-OX19", score = 0.0, outcome = "silently-wrong" } } : null,
        };
    }
}
