using System.CommandLine;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Daemon.Composition;
using Glyph.Evaluation;
using Glyph.Evolution;

namespace Glyph.Cli.Commands;

/// <summary>The options of <c>glyph search</c>.</summary>
internal sealed class SearchOptions
{
    private readonly Option<string?> _space = new("--space") { Description = "A shipped search space (compact, glyph-paper, chinese) or a JSON file. [default: compact, or chinese for Chinese texts]" };
    private readonly Option<string?> _corpus = new("--corpus") { Description = "What is to be read: a text file, a folder of them, or a corpus with tasks (glyph corpus build, LongBench's, RULER's or MRCR's JSONL). [default: the shipped samples]" };
    private readonly Option<int> _corpusCharacters = new("--corpus-characters") { Description = "How many characters of the corpus are searched at most; as many others are held out.", DefaultValueFactory = _ => 60_000 };
    private readonly Option<string> _target = CommonOptions.Target();
    private readonly Option<FileInfo?> _targetFile = CommonOptions.TargetFile();
    private readonly Option<string> _tokenizer = CommonOptions.Tokenizer();
    private readonly Option<int> _evaluations = new("--evaluations") { Description = "Stop after so many configs were rendered and read.", DefaultValueFactory = _ => new Budget().Evaluations };
    private readonly Option<TimeSpan?> _timeLimit = CommonOptions.Duration("--time-limit", "Stop after this time,");
    private readonly Option<int?> _stagnation = new("--stagnation") { Description = "Stop after so many generations without a gain in hypervolume." };
    private readonly Option<long> _seed = new("--seed") { Description = "Seeds every random choice: same seed, same machine, same search.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _population = new("--population") { Description = "Configs that survive a generation.", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _batch = new("--batch") { Description = "Configs read in a generation: few, and each is chosen knowing more; many, and a language model is asked less often.", DefaultValueFactory = _ => 4 };
    private readonly Option<int?> _samples = new("--samples") { Description = "Lines, pages or tasks that a config is read on: a quarter of them where it surely loses, up to 8 times as many while it may join the front. [default: 32 lines, 16 pages or tasks]" };
    private readonly Option<string> _engine = new("--engine") { Description = $"What evolves the search: {SearchEngines.Default}, or {SearchEngines.GeneticSharp} (the GeneticSharp library, in builds that have it).", DefaultValueFactory = _ => SearchEngines.Default };
    private readonly Option<string?> _proposers = new("--proposers") { Description = $"Who proposes configs, parted by commas: {string.Join(", ", SearchEngines.ProposerNames)}. [default: all of them; llm needs --llm-endpoint]" };
    private readonly Option<FileInfo[]> _seedConfigs = new("--seed-config") { Description = "A render config file that is read first, beside the published config; may be given more than once.", AllowMultipleArgumentsPerToken = true };
    private readonly LlmCommandOptions _llm = new();
    private readonly ReaderOptions _reader = new();
    private readonly Option<Uri?> _judgeEndpoint = CommonOptions.Endpoint(
        "--judge-endpoint", $"The base address of an OpenAI-compatible API whose model judges open answers, beside the exact metric. Its key is read from {ReaderFactory.JudgeKeyVariable}.");

    private readonly Option<string?> _judgeModel = new("--judge-model") { Description = "The model's name at --judge-endpoint." };
    private readonly SpendOptions _spend = new();
    private readonly Option<FileInfo?> _prices = CommonOptions.Prices();
    private readonly Option<string> _onMismatch = new("--on-token-mismatch") { Description = "When the server charges other tokens than the target's formula predicts: warn, or stop.", DefaultValueFactory = _ => "warn" };
    private readonly Option<double?> _maxWrongIds = new("--max-wrong-ids") { Description = "A hard constraint: the largest share, 0 to 1, of identifiers (needles, words with a digit) that may come back silently wrong; 0 allows none." };
    private readonly Option<bool> _warmStart = new("--warm-start") { Description = "Begin from what earlier searches of the database read for the same target, tokenizer and reader; those that read this search's held-out text are left out." };
    private readonly Option<DirectoryInfo?> _out = new("--out") { Description = "The folder to export into when the search ends." };

    private readonly Option<bool> _detach = new("--detach") { Description = "Submit it to the daemon and come back at once." };
    private readonly Option<int> _priority = new("--priority") { Description = "Its priority in a daemon's queue; higher ones run first." };

    /// <summary>Creates the options.</summary>
    public SearchOptions()
    {
        _corpusCharacters.Between(100, 100_000_000);
        _evaluations.Between(1, 1_000_000);
        _population.Between(4, 10_000);
        _batch.Between(1, 10_000);
        _engine.AcceptOnlyFromAmong([.. SearchEngines.Names]);
        _onMismatch.AcceptOnlyFromAmong("warn", "stop");
    }

    /// <summary>Where the search is kept, and who runs it.</summary>
    public StoreOptions Stores { get; } = new();

    /// <summary>Whether the result is written as JSON.</summary>
    public Option<bool> Json { get; } = CommonOptions.Json();

    /// <summary>Adds every option to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _space, _corpus, _target, _targetFile, _tokenizer, _evaluations, _timeLimit, _stagnation, _seed, _population, _batch, _samples, _engine, _proposers, _seedConfigs,
            _corpusCharacters, _judgeEndpoint, _judgeModel, _prices, _onMismatch, _maxWrongIds, _warmStart, _out, _detach, _priority, Json,
        })
        {
            command.Add(option);
        }

        Stores.AddTo(command);
        _llm.AddTo(command);
        _reader.AddTo(command);
        _spend.AddTo(command);
    }

    /// <summary>Whether the search begins from what earlier ones read.</summary>
    public bool IsWarmStart(ParseResult parsed) => parsed.GetValue(_warmStart);

    /// <summary>Whether the command comes back before the search ends.</summary>
    public bool IsDetached(ParseResult parsed) => parsed.GetValue(_detach);

    /// <summary>Its priority in a daemon's queue.</summary>
    public int Priority(ParseResult parsed) => parsed.GetValue(_priority);

    /// <summary>The folder to export into when the search ends, or null.</summary>
    public string? ExportFolder(ParseResult parsed) => parsed.GetValue(_out)?.FullName;

    /// <summary>What the user gave.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isRemote">Whether a daemon elsewhere runs it: what names its files is then left as it was given.</param>
    public SearchInput Read(ParseResult parsed, bool isRemote)
    {
        var problems = new List<string>();
        var models = _llm.Read(parsed, problems);
        var rules = _llm.ReadRules(parsed);
        var judge = parsed.GetValue(_judgeEndpoint);
        var judgeModel = parsed.GetValue(_judgeModel);
        if (judge is null != string.IsNullOrWhiteSpace(judgeModel))
        {
            problems.Add("--judge-endpoint and --judge-model go together: give both, or neither");
        }

        if (SearchEngines.Problem(parsed.GetValue(_engine)!) is { } lacking)
        {
            problems.Add($"--engine: {lacking}");
        }

        var proposers = Proposers(parsed, models.Count > 0, problems);
        if (parsed.GetValue(_maxWrongIds) is < 0 or > 1 or double.NaN)
        {
            problems.Add("--max-wrong-ids must be from 0 to 1, such as 0 for none");
        }

        var reader = _reader.Read(parsed, isRemote, problems);
        var limits = _spend.Read(parsed, SpendLimits.None);
        var timeLimit = parsed.GetValue(_timeLimit);
        if (timeLimit <= TimeSpan.Zero)
        {
            problems.Add("--time-limit must be above zero, such as 00:30:00");
        }

        if (parsed.GetValue(_detach) && parsed.IsGiven(_out))
        {
            problems.Add("--detach leaves before there is anything to export to --out; 'glyph export' exports the search when it has ended");
        }

        if (!isRemote && parsed.IsGiven(_priority))
        {
            problems.Add("--priority is for a daemon's queue, and none runs here; start one with 'glyph serve', or name one with --server");
        }

        if (isRemote && parsed.IsGiven(_corpusCharacters) && !parsed.IsGiven(_corpus))
        {
            problems.Add("--corpus-characters needs --corpus where a daemon runs the search: it takes its own samples");
        }

        if (parsed.GetValue(_samples) is < 2 or > 100_000)
        {
            problems.Add("--samples must be from 2 to 100,000 lines");
        }

        if (parsed.GetValue(_stagnation) is < 1)
        {
            problems.Add("--stagnation must be at least 1 generation");
        }

        return new SearchInput
        {
            Space = parsed.GetValue(_space) is { } space ? () => ShippedFiles.OpenSpace(space) : null,
            Corpus = parsed.GetValue(_corpus) is { } corpus ? () => CorpusLoader.Load(corpus, Limits(parsed)) : null,
            CorpusCharacters = parsed.GetValue(_corpusCharacters),
            Target = () => CommonOptions.Targets(parsed, _targetFile).Find(parsed.GetValue(_target)!),
            Tokenizer = parsed.GetValue(_tokenizer)!,
            Seed = parsed.GetValue(_seed),
            Reader = reader,
            Limits = limits,
            Llms = models,
            LlmLimits = rules.Limits,
            Prices = parsed.GetValue(_prices) is { } prices ? () => CommonOptions.ReadPrices(prices) : null,
            SeedConfigs = [.. (parsed.GetValue(_seedConfigs) ?? []).Select(file => new SeedConfigInput(file.FullName, () => ConfigFile.Read(file)))],
            Problems = problems,
            Build = (searched, texts) => new SearchRequest
            {
                Seed = parsed.GetValue(_seed),
                SpaceJson = searched.Json,
                Corpus = texts,
                Target = parsed.GetValue(_target)!,
                Tokenizer = parsed.GetValue(_tokenizer)!,
                Budget = new Budget
                {
                    Evaluations = parsed.GetValue(_evaluations),
                    WallTime = timeLimit,
                    StagnantGenerations = parsed.GetValue(_stagnation),
                },
                Population = parsed.GetValue(_population),
                BatchSize = parsed.GetValue(_batch),
                SamplesPerTrial = parsed.GetValue(_samples) ?? (reader is null ? 32 : 16),
                Engine = parsed.GetValue(_engine)!,
                Proposers = proposers,
                Llms = models,
                LlmRules = rules,
                Reader = reader,
                Judge = judge is null ? null : new LlmRequest(judge, judgeModel!),
                StopsOnTokenMismatch = string.Equals(parsed.GetValue(_onMismatch), "stop", StringComparison.Ordinal),
                MaxWrongIds = parsed.GetValue(_maxWrongIds),
                ExportFolder = isRemote ? null : ExportFolder(parsed),
            },
        };
    }

    private CorpusOptions Limits(ParseResult parsed) => new() { MaxCharacters = parsed.GetValue(_corpusCharacters), Seed = parsed.GetValue(_seed) };

    private string[]? Proposers(ParseResult parsed, bool hasModel, List<string> problems)
    {
        if (parsed.GetValue(_proposers) is not { } list)
        {
            return null;
        }

        var names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        if (parsed.GetValue(_engine) is SearchEngines.GeneticSharp)
        {
            problems.Add($"--proposers chooses among those of --engine {SearchEngines.Default}; {SearchEngines.GeneticSharp} brings its own");
        }

        problems.AddRange(names.Where(name => !SearchEngines.ProposerNames.Contains(name, StringComparer.Ordinal))
            .Select(name => $"--proposers: there is no proposer '{name}'; it must be {string.Join(", ", SearchEngines.ProposerNames)}"));
        if (names.Length == 0)
        {
            problems.Add($"--proposers names none; it must be one or more of {string.Join(", ", SearchEngines.ProposerNames)}, parted by commas");
        }

        if (names.Contains(SearchEngines.Models, StringComparer.Ordinal) && !hasModel)
        {
            problems.Add($"--proposers {SearchEngines.Models} needs --llm-endpoint and --llm-model");
        }

        if (hasModel && !names.Contains(SearchEngines.Models, StringComparer.Ordinal))
        {
            problems.Add($"--llm-model is given, but --proposers leaves {SearchEngines.Models} out");
        }

        return names;
    }
}
