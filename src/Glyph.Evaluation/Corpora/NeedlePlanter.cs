using System.Text;
using Glyph.Core;
using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Corpora;

/// <summary>
/// Plants needles in a text, between its sentences: RULER's <c>One of the special magic numbers for KEY is: VALUE.</c> (Hsieh et
/// al., "RULER", COLM 2024; NVIDIA/RULER, <c>scripts/data/synthetic/niah.py</c>), with words of our own.
/// </summary>
internal static class NeedlePlanter
{
    /// <summary>Plants needles.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How many, and which.</param>
    /// <param name="depth">Where the first value asked for goes, 0 to 1.</param>
    /// <param name="random">Draws keys, values and the other places.</param>
    public static (string Text, ReadingTask Task) Plant(string text, NeedleOptions options, double depth, RandomStream random)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var keys = Enumerable.Range(0, options.Keys).Select(_ => New(NeedleKind.Words, text, taken, random)).ToList();
        var needles = keys.SelectMany(key => Enumerable.Range(0, options.Values).Select(_ => (Key: key, Value: New(options.Kind, text, taken, random)))).ToList();
        var starts = SentenceStarts(text);
        var placed = needles
            .Select((needle, i) => (needle.Key, needle.Value, At: i == 0 ? Nearest(starts, depth * text.Length) : starts[random.Next(starts.Count)]))
            .ToList();
        var asked = keys[..options.Queries];
        var answers = placed.Where(needle => asked.Contains(needle.Key, StringComparer.Ordinal)).ToList();
        return (Insert(text, placed, options.Kind), new ReadingTask
        {
            Id = "needle",
            Kind = TaskKind.Needle,
            Metric = TaskMetric.Needles,
            Question = Question(asked, answers.Count, options.Kind),
            Answers = [.. answers.Select(needle => needle.Value)],
            Depth = answers.Average(needle => (double)needle.At) / Math.Max(1, text.Length),
        });
    }

    private static string Question(List<string> keys, int values, NeedleKind kind)
    {
        var list = keys.Count == 1 ? keys[0] : $"{string.Join(", ", keys[..^1])}, and {keys[^1]}";
        return values == 1
            ? $"What is the special magic {Name(kind)[..^1]} for {list} mentioned in the text?"
            : $"What are all the special magic {Name(kind)} for {list} mentioned in the text?";
    }

    private static string Name(NeedleKind kind) => kind switch
    {
        NeedleKind.Words => "words",
        NeedleKind.Numbers => "numbers",
        NeedleKind.Uuids => "UUIDs",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    private static string Insert(string text, IEnumerable<(string Key, string Value, int At)> needles, NeedleKind kind)
    {
        var result = new StringBuilder(text);
        foreach (var (key, value, at) in needles.OrderByDescending(needle => needle.At))
        {
            var sentence = $"One of the special magic {Name(kind)} for {key} is: {value}.";
            var before = at == text.Length && at > 0 && !char.IsWhiteSpace(text[at - 1]) ? " " : "";
            result.Insert(at, $"{before}{sentence}{(at < result.Length ? " " : "")}");
        }

        return result.ToString();
    }

    /// <summary>A key or value that is not there yet.</summary>
    private static string New(NeedleKind kind, string text, HashSet<string> taken, RandomStream random)
    {
        while (true)
        {
            var value = kind switch
            {
                NeedleKind.Words => NeedleWords.Draw(random),
                NeedleKind.Numbers => FormattableString.Invariant($"{random.Next(1_000_000, 10_000_000)}"),
                _ => Uuid(random),
            };
            if (!text.Contains(value, StringComparison.OrdinalIgnoreCase) && taken.Add(value))
            {
                return value;
            }
        }
    }

    private static string Uuid(RandomStream random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40); // version 4, RFC 9562
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Where sentences and lines begin; the ends of the text too.</summary>
    private static List<int> SentenceStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 1; i < text.Length; i++)
        {
            var before = text[i - 1];
            if (!char.IsWhiteSpace(text[i])
                && (before is '\n' or '。' or '！' or '？' || (i > 1 && char.IsWhiteSpace(before) && text[i - 2] is '.' or '!' or '?')))
            {
                starts.Add(i);
            }
        }

        starts.Add(text.Length);
        return starts;
    }

    private static int Nearest(List<int> starts, double place) => starts.MinBy(start => Math.Abs(start - place));
}
