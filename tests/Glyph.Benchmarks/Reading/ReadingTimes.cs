using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Reading;

namespace Glyph.Benchmarks.Reading;

/// <summary>
/// Lines a second of the shipped reader beside calls of one line at a time, in one process and in turns, as JSON lines:
/// <c>reading [--rounds N] [--lines N] [--languages english,chinese] [--ems 6,8,10,12]</c>. <c>--lines</c> is for each size of type.
/// Each figure is the median of the rounds; a ratio is the median of the rounds' ratios.
/// </summary>
internal static class ReadingTimes
{
    private const string Plain = "one line at a time, default options";

    /// <summary>Measures.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var options = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        if (args.Count % 2 != 0 || options.Keys.Except(["--rounds", "--lines", "--languages", "--ems"], StringComparer.Ordinal).Any())
        {
            await Console.Error.WriteLineAsync("error: reading takes --rounds N, --lines N, --languages english,chinese and --ems 6,8,10,12");
            return 2;
        }

        var rounds = int.Parse(options.GetValueOrDefault("--rounds", "3"), CultureInfo.InvariantCulture);
        var lines = int.Parse(options.GetValueOrDefault("--lines", "1000"), CultureInfo.InvariantCulture);
        double[] ems = [.. options.GetValueOrDefault("--ems", "6,8,10,12").Split(',').Select(em => double.Parse(em, CultureInfo.InvariantCulture))];
        using var renderer = Samples.Renderer();
        foreach (var language in options.GetValueOrDefault("--languages", "english,chinese").Split(','))
        {
            await MeasureAsync(ReadingSample.Of(renderer, language, ems, lines), language, rounds);
        }

        return 0;
    }

    private static async Task MeasureAsync(ReadingSample sample, string language, int rounds)
    {
        using var plain = new OneLineAtATime(language, threads: null);
        using var single = new OneLineAtATime(language, threads: 1);
        using var cpu = new RecogniserReader(new RecogniserOptions { UseCuda = false });
        using var best = new RecogniserReader();
        var contenders = new List<Contender>
        {
            new(Plain, (requests, answers) => Task.Run(() => plain.Read(requests, answers))),
            new("one line at a time, one thread", (requests, answers) => Task.Run(() => single.Read(requests, answers))),
            new("shipped reader, " + cpu.Identity.Device, (requests, answers) => ReadAsync(cpu, requests, answers)),
        };
        if (!string.Equals(best.Identity.Device, cpu.Identity.Device, StringComparison.Ordinal))
        {
            contenders.Add(new("shipped reader, " + best.Identity.Device, (requests, answers) => ReadAsync(best, requests, answers)));
        }

        // A first turn over the first pages opens the models and compiles the code.
        foreach (var contender in contenders)
        {
            await contender.RunAsync([.. sample.Draw().Take(1)], new string[sample.Truths.Count]);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var requests = sample.Draw();
                var answers = new string[sample.Truths.Count];
                var start = Stopwatch.GetTimestamp();
                var startCpu = Environment.CpuUsage.TotalTime;
                await contender.RunAsync(requests, answers);
                contender.Seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                contender.CpuSeconds.Add((Environment.CpuUsage.TotalTime - startCpu).TotalSeconds);
                contender.Answers = answers;
            }
        }

        foreach (var contender in contenders)
        {
            Tell(language, sample.Truths, contender, contenders);
        }
    }

    private static async Task ReadAsync(RecogniserReader reader, List<ReadRequest> requests, string[] answers)
    {
        await foreach (var answer in reader.ReadAsync(requests.ToAsyncEnumerable(), CancellationToken.None))
        {
            foreach (var line in answer.Lines)
            {
                answers[line.Id] = line.Text;
            }
        }
    }

    private static void Tell(string language, List<string> truths, Contender contender, List<Contender> all)
    {
        var wrong = truths.Zip(contender.Answers).Sum(pair => (double)EditDistance(pair.First, pair.Second));
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                Language = language,
                contender.Name,
                Lines = truths.Count,
                LinesASecond = Math.Round(truths.Count / Median(contender.Seconds), 1),
                CpuMillisecondsALine = Math.Round(1000 * Median(contender.CpuSeconds) / truths.Count, 1),
                TimesDefault = Ratio(all[0], contender),
                TimesOneThread = Ratio(all[1], contender),
                Accuracy = Math.Round(1 - (wrong / truths.Sum(truth => truth.Length)), 5),
                SameTextAsDefault = all[0].Answers.Zip(contender.Answers).Count(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)),
            },
            GlyphJson.Compact));
    }

    private static double Ratio(Contender before, Contender after) =>
        Math.Round(Median([.. before.Seconds.Zip(after.Seconds, (b, a) => b / a)]), 2);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(diagonal, row[j - 1]));
            }
        }

        return row[^1];
    }

    private sealed class Contender(string name, Func<List<ReadRequest>, string[], Task> run)
    {
        public string Name { get; } = name;

        public List<double> Seconds { get; } = [];

        public List<double> CpuSeconds { get; } = [];

        public string[] Answers { get; set; } = [];

        public Task RunAsync(List<ReadRequest> requests, string[] answers) => run(requests, answers);
    }
}
