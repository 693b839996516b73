using System.Globalization;
using CsCheck;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Tests.Text.Unicode;

/// <summary>The bidirectional algorithm against Unicode's own test cases, and its laws.</summary>
public sealed class BidiTests
{
    // A character of each class, by the names that Unicode's test has for them.
    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["L"] = "a",
        ["R"] = "א",
        ["AL"] = "ب",
        ["EN"] = "1",
        ["ES"] = "-",
        ["ET"] = "%",
        ["AN"] = "٣",
        ["CS"] = ":",
        ["NSM"] = "\u0301",
        ["BN"] = "\u00AD",
        ["B"] = "\u2029",
        ["S"] = "\t",
        ["WS"] = " ",
        ["ON"] = "!",
        ["LRE"] = "\u202A",
        ["LRO"] = "\u202D",
        ["RLE"] = "\u202B",
        ["RLO"] = "\u202E",
        ["PDF"] = "\u202C",
        ["LRI"] = "\u2066",
        ["RLI"] = "\u2067",
        ["FSI"] = "\u2068",
        ["PDI"] = "\u2069",
    };

    [Fact]
    public void EveryCaseOfUnicodesCharacterTestHasItsLevelsAndOrder()
    {
        var failures = new List<string>();
        foreach (var entry in UnicodeDatabase.Read("BidiCharacterTest"))
        {
            var characters = UnicodeDatabase.Strings(entry.GetProperty("codepointSequence")).Select(UnicodeDatabase.Character).ToList();
            byte? level = entry.GetProperty("direction").GetString() switch { "0" => 0, "1" => 1, _ => null };
            var paragraph = Of(characters, level);
            var levels = Levels(characters, paragraph);
            var expected = UnicodeDatabase.Strings(entry.GetProperty("resolvedLevelList"));
            if (paragraph.Level != int.Parse(entry.GetProperty("embeddingLevel").GetString()!, CultureInfo.InvariantCulture)
                || !Agree(expected, levels)
                || !UnicodeDatabase.Strings(entry.GetProperty("indexList")).SequenceEqual(Order(expected, levels), StringComparer.Ordinal))
            {
                failures.Add(entry.ToString());
            }
        }

        Assert.Empty(failures);
    }

    [Fact]
    public void EveryCaseOfUnicodesClassTestHasItsLevels()
    {
        var failures = new List<string>();
        foreach (var entry in UnicodeDatabase.Read("BidiTest"))
        {
            var names = entry.GetProperty("input").GetString()!.Split(' ');
            if (names.Contains("B", StringComparer.Ordinal))
            {
                continue; // a line break within a paragraph: here, paragraphs end at them before the algorithm starts
            }

            var characters = names.Select(name => Samples[name]).ToList();
            var bits = int.Parse(entry.GetProperty("bitset").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var expected = entry.GetProperty("levels").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var (bit, level) in new (int Bit, byte? Level)[] { (1, null), (2, 0), (4, 1) })
            {
                if ((bits & bit) != 0 && !Agree(expected, Levels(characters, Of(characters, level))))
                {
                    failures.Add($"{entry} at {level}");
                }
            }
        }

        Assert.Empty(failures);
    }

    [Fact]
    public void ReorderingIsAPermutationThatReversesWhatIsRightToLeft() => Gen.Byte[0, 6].Array[0, 40].Sample(levels =>
    {
        var order = new int[levels.Length];
        BidiOrder.Fill(levels, order);

        Assert.Equal(Enumerable.Range(0, levels.Length), order.Order());
        Assert.True(levels.Any(level => level % 2 == 1) || order.SequenceEqual(Enumerable.Range(0, levels.Length)));
        Assert.True(levels.Distinct().Count() != 1 || levels[0] % 2 == 0 || order.SequenceEqual(Enumerable.Range(0, levels.Length).Reverse()));
    });

    private static BidiParagraph Of(List<string> characters, byte? level)
    {
        var text = string.Concat(characters);
        return BidiParagraph.Of(text, 0, text.Length, level);
    }

    private static List<byte> Levels(List<string> characters, BidiParagraph paragraph)
    {
        var levels = new List<byte>();
        var position = 0;
        foreach (var character in characters)
        {
            levels.Add(paragraph.LevelAt(position));
            position += character.Length;
        }

        return levels;
    }

    private static bool Agree(IReadOnlyList<string> expected, List<byte> levels) =>
        expected.Count == levels.Count
        && expected.Zip(levels).All(pair => pair.First is "x" || string.Equals(pair.First, pair.Second.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>The order of the characters that the algorithm does not remove.</summary>
    private static IEnumerable<string> Order(IReadOnlyList<string> expected, List<byte> levels)
    {
        var kept = Enumerable.Range(0, levels.Count).Where(i => expected[i] is not "x").ToArray();
        var order = new int[kept.Length];
        BidiOrder.Fill([.. kept.Select(i => levels[i])], order);
        return order.Select(i => kept[i].ToString(CultureInfo.InvariantCulture));
    }
}
