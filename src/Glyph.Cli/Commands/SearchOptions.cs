using System.CommandLine;
using Glyph.Cli.Composition;
using Glyph.Core.Searching;

namespace Glyph.Cli.Commands;

/// <summary>The options of <c>glyph search</c>.</summary>
internal sealed class SearchOptions
{
    private readonly Option<string?> _space = new("--space") { Description = "A shipped search space (compact, glyph-paper, chinese) or a JSON file. [default: compact, or chinese for Chinese texts]" };
    private readonly Option<string?> _corpus = new("--corpus") { Description = "The text file, or the folder of text files, to be read. [default: the shipped samples]" };
    private readonly Option<int> _corpusCharacters = new("--corpus-characters") { Description = "How many characters of the corpus are searched at most; as many others are held out.", DefaultValueFactory = _ => 60_000 };
    private readonly Option<string> _target = CommonOptions.Target();
    private readonly Option<string> _tokenizer = CommonOptions.Tokenizer();
    private readonly Option<int> _evaluations = new("--evaluations") { Description = "Stop after so many configs were rendered and read.", DefaultValueFactory = _ => new Budget().Evaluations };
    private readonly Option<TimeSpan?> _timeLimit = new("--time-limit") { Description = "Stop after this time, hh:mm:ss." };
    private readonly Option<int?> _stagnation = new("--stagnation") { Description = "Stop after so many generations without a gain in hypervolume." };
    private readonly Option<long> _seed = new("--seed") { Description = "Seeds every random choice: same seed, same machine, same search.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _population = new("--population") { Description = "Configs that survive a generation.", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _batch = new("--batch") { Description = "Configs read in a generation.", DefaultValueFactory = _ => 10 };
    private readonly Option<int> _samples = new("--samples") { Description = "Lines read a config at first; up to 8 times as many while it may join the front.", DefaultValueFactory = _ => 32 };
    private readonly Option<Uri?> _llmEndpoint = new("--llm-endpoint")
    {
        Description = $"The base address of an OpenAI-compatible API whose model proposes configs too. Its key is read from {SearchSessionFactory.KeyVariable}.",
        CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : Fail(result, $"--llm-endpoint is '{result.Tokens[0].Value}'; it must be an http or https address, such as http://127.0.0.1:8000/v1"),
    };

    private readonly Option<string?> _llmModel = new("--llm-model") { Description = "The model's name at the endpoint." };
    private readonly Option<DirectoryInfo?> _out = new("--out") { Description = "The folder to export into when the search ends." };

    /// <summary>Creates the options.</summary>
    public SearchOptions()
    {
        _corpusCharacters.Between(100, 100_000_000);
        _evaluations.Between(1, 1_000_000);
        _population.Between(4, 10_000);
        _batch.Between(1, 10_000);
    }

    /// <summary>The database file.</summary>
    public Option<FileInfo> Database { get; } = CommonOptions.Database();

    /// <summary>Whether the result is written as JSON.</summary>
    public Option<bool> Json { get; } = CommonOptions.Json();

    /// <summary>Adds every option to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _space, _corpus, _target, _tokenizer, _evaluations, _timeLimit, _stagnation, _seed, _population, _batch, _samples,
            _corpusCharacters, _llmEndpoint, _llmModel, _out, Database, Json,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>What the user gave.</summary>
    public SearchInput Read(ParseResult parsed)
    {
        var problems = new List<string>();
        var endpoint = parsed.GetValue(_llmEndpoint);
        var model = parsed.GetValue(_llmModel);
        if (endpoint is null != string.IsNullOrWhiteSpace(model))
        {
            problems.Add("--llm-endpoint and --llm-model go together: give both, or neither for a classical search");
        }

        var timeLimit = parsed.GetValue(_timeLimit);
        if (timeLimit <= TimeSpan.Zero)
        {
            problems.Add("--time-limit must be above zero, such as 00:30:00");
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
            Space = parsed.GetValue(_space),
            Corpus = parsed.GetValue(_corpus),
            CorpusCharacters = parsed.GetValue(_corpusCharacters),
            Target = parsed.GetValue(_target)!,
            Tokenizer = parsed.GetValue(_tokenizer)!,
            Seed = parsed.GetValue(_seed),
            Problems = problems,
            Build = (space, corpus) => new SearchRequest
            {
                Seed = parsed.GetValue(_seed),
                SpaceJson = space.Json,
                Corpus = corpus,
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
                SamplesPerTrial = parsed.GetValue(_samples),
                Llm = endpoint is null ? null : new LlmRequest(endpoint, model!),
                ExportFolder = parsed.GetValue(_out)?.FullName,
            },
        };
    }

    private static Uri? Fail(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }
}
