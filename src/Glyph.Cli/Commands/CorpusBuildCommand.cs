using System.CommandLine;
using System.Globalization;
using Glyph.Core;
using Glyph.Evaluation;
using Glyph.Evaluation.Corpora;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph corpus build</c>: texts in, a corpus file out.</summary>
internal static class CorpusBuildCommand
{
    private const string Tokens = "tokens";
    private const string Characters = "characters";
    private const string Transcribe = "transcribe";
    private const string Needle = "needle";

    public static Command Create(CliContext context)
    {
        var from = new Option<string[]>("--from") { Description = "Files and folders: UTF-8 texts, or JSON lines of LongBench, RULER or MRCR.", Required = true, AllowMultipleArgumentsPerToken = true };
        var output = new Option<FileInfo>("--out") { Description = "The corpus file to write.", Required = true };
        var format = new Option<CorpusFormat>("--format") { Description = "What the sources are: auto (by what they hold), text, longbench, ruler or mrcr.", DefaultValueFactory = _ => CorpusFormat.Auto };
        format.AcceptOnlyFromAmong("auto", "text", "longbench", "ruler", "mrcr");
        var length = new Option<int?>("--length") { Description = "The most that a text has; longer ones are cut between paragraphs, lines or words. [default: texts stay whole]" };
        var unit = new Option<string>("--unit") { Description = "What --length counts: characters or tokens.", DefaultValueFactory = _ => Characters };
        unit.AcceptOnlyFromAmong(Characters, Tokens);
        var tokenizer = CommonOptions.Tokenizer();
        var tasks = new Option<string?>("--tasks") { Description = "What is asked: transcribe, needle, or both with a comma. [default: needle where --needles is given, else transcribe]" };
        var needles = new Option<NeedleKind?>("--needles") { Description = "Plant values to be found: words, numbers or uuids. [default: numbers where --tasks asks for needles]" };
        needles.AcceptOnlyFromAmong("words", "numbers", "uuids");
        var keys = new Option<int>("--keys") { Description = "Keys planted in each text.", DefaultValueFactory = _ => 1 };
        var queries = new Option<int>("--queries") { Description = "Keys asked for; the others distract.", DefaultValueFactory = _ => 1 };
        var values = new Option<int>("--values") { Description = "Values of each key.", DefaultValueFactory = _ => 1 };
        var depths = new Option<string>("--depths") { Description = "Where the first value asked for stands, in percent; the texts take turns.", DefaultValueFactory = _ => "0,25,50,75,100" };
        var heldOut = new Option<double>("--held-out") { Description = "The share of documents held out, 0 to 0.9.", DefaultValueFactory = _ => 0.5 };
        var limit = new Option<int?>("--limit") { Description = "Items at most, in both parts together. [default: all]" };
        var seed = new Option<long>("--seed") { Description = "Chooses parts, items and needles.", DefaultValueFactory = _ => 0 };
        var command = new Command("build", "Build a corpus file: split documents into a search part and a held-out part, cut them, plant needles.")
        {
            from, output, format, length, unit, tokenizer, tasks, needles, keys, queries, values, depths, heldOut, limit, seed,
        };
        Examples.AddTo(command,
            ("glyph corpus build --from books/ --out corpus.jsonl --length 2000 --unit tokens", "pages to be transcribed"),
            ("glyph corpus build --from books/ --out needles.jsonl --length 8000 --needles uuids --keys 4 --queries 2", "UUIDs to be found among distractors"),
            ("glyph corpus build --from hotpotqa.jsonl --out hotpotqa.glyph.jsonl", "LongBench's questions"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            var problems = new List<string>();
            var asked = ParseTasks(parsed.GetValue(tasks), parsed.GetValue(needles), problems);
            var places = ParseDepths(parsed.GetValue(depths)!, problems);
            if (problems.Count > 0)
            {
                throw new InvalidInputException(problems);
            }

            var counter = parsed.GetValue(length) is not null && string.Equals(parsed.GetValue(unit), Tokens, StringComparison.Ordinal)
                ? TextTokenizers.Open(parsed.GetValue(tokenizer)!)
                : null;
            var options = new CorpusBuildOptions
            {
                Length = parsed.GetValue(length),
                Tokenizer = counter,
                Transcribe = asked.Transcribe,
                Needles = asked.Needles is { } kind
                    ? new NeedleOptions(kind) { Keys = parsed.GetValue(keys), Queries = parsed.GetValue(queries), Values = parsed.GetValue(values), Depths = places }
                    : null,
                HeldOutShare = parsed.GetValue(heldOut),
                Limit = parsed.GetValue(limit),
                Seed = parsed.GetValue(seed),
                Format = parsed.GetValue(format),
            };
            var sources = parsed.GetValue(from)!;
            var file = parsed.GetValue(output)!.FullName;
            var built = CorpusBuilder.Build(Path.GetFileNameWithoutExtension(file), sources, options);
            CorpusHeader? header = null;
            AtomicFile.Write(file, stream => header = CorpusFile.Write(stream, built.Corpus, Record(sources, options)));
            foreach (var note in built.Notes)
            {
                context.Error.WriteLine(note);
            }

            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{file}: {header!.Search:N0} items to search with, {header.HeldOut:N0} held out, {header.Tasks:N0} tasks, {header.Characters:N0} characters, sha256 {header.Sha256}"));
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    /// <summary>How it was built, for the file's header. Sources go by name, so that the same texts give the same file anywhere.</summary>
    private static SortedDictionary<string, string> Record(string[] sources, CorpusBuildOptions options)
    {
        var record = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["from"] = string.Join(", ", sources.Select(source => Path.GetFileName(Path.TrimEndingDirectorySeparator(source)))),
            ["heldOut"] = options.HeldOutShare.ToString(CultureInfo.InvariantCulture),
            ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
        };
        if (options.Length is { } length)
        {
            record["length"] = string.Create(CultureInfo.InvariantCulture, $"{length} {options.Tokenizer?.Id ?? Characters}");
        }

        if (options.Limit is { } limit)
        {
            record["limit"] = limit.ToString(CultureInfo.InvariantCulture);
        }

        if (options.Needles is { } needles)
        {
            record["needles"] = string.Create(CultureInfo.InvariantCulture,
                $"{Text.Words(needles.Kind)}, {needles.Keys} keys, {needles.Queries} queries, {needles.Values} values, depths {string.Join(' ', needles.Depths)}");
        }

        return record;
    }

    private static (bool Transcribe, NeedleKind? Needles) ParseTasks(string? tasks, NeedleKind? needles, List<string> problems)
    {
        if (tasks is null)
        {
            return (needles is null, needles);
        }

        var names = tasks.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        problems.AddRange(names.Except([Transcribe, Needle], StringComparer.OrdinalIgnoreCase)
            .Select(name => $"--tasks: there is no task '{name}'{NearestName.Hint(name, [Transcribe, Needle])}"));
        var wantsNeedles = names.Contains(Needle, StringComparer.OrdinalIgnoreCase);
        if (needles is not null && !wantsNeedles)
        {
            problems.Add($"--tasks: is '{tasks}' without '{Needle}', but --needles plants some");
        }

        return (names.Contains(Transcribe, StringComparer.OrdinalIgnoreCase), wantsNeedles ? needles ?? NeedleKind.Numbers : null);
    }

    private static List<double> ParseDepths(string list, List<string> problems)
    {
        var depths = new List<double>();
        foreach (var part in list.Split(',', StringSplitOptions.TrimEntries))
        {
            if (double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var depth))
            {
                depths.Add(depth);
            }
            else
            {
                problems.Add($"--depths: '{part}' is no number; give percents with commas, such as 0,50,100");
            }
        }

        return depths;
    }
}
