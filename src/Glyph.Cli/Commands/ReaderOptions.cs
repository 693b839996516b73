using System.CommandLine;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Daemon.Composition;
using Glyph.Reading.Served;

namespace Glyph.Cli.Commands;

/// <summary>The options that say who reads.</summary>
internal sealed class ReaderOptions
{
    private static readonly ReaderRequest Defaults = new() { Kind = ReaderKind.Served };

    private readonly Option<Uri?> _endpoint = CommonOptions.Endpoint(
        "--reader-endpoint", $"Let a vision-language model read: the base address of its OpenAI-compatible API. Its key is read from {ReaderFactory.KeyVariable}.");

    private readonly Option<string?> _model = new("--reader-model") { Description = "The model's name at --reader-endpoint." };
    private readonly Option<FileInfo?> _decoding = new("--reader-decoding") { Description = "A JSON file of decoding parameters for --reader-model: temperature, topP, seed (null leaves one out), limitsCompletionTokens, extra. [default: temperature 0, topP 1, seed 0]" };
    private readonly Option<DirectoryInfo?> _folder = new("--reader-folder") { Description = "Let a vision-language model in this process read: the folder of its ONNX export, with config.json, preprocessor_config.json and tokenizer.json." };
    private readonly Option<string?> _variant = new("--reader-variant") { Description = "Which of several files of that export, such as fp16 or quantized. [default: the plain ones]" };
    private readonly Option<string?> _template = new("--reader-prompt-template") { Description = "The words around a question to --reader-folder; see docs/onnx-models.md. [default: as the model's family wants them]" };
    private readonly Option<string> _device = new("--device") { Description = "Where the model of --reader-folder runs: cpu, cuda, tensorrt, or ep:NAME of a plug-in.", DefaultValueFactory = _ => Defaults.Device };
    private readonly Option<FileInfo?> _epLibrary = new("--ep-library") { Description = "The library of a plug-in execution provider for --device ep:NAME." };
    private readonly Option<int> _concurrency = new("--reader-concurrency") { Description = "Requests that wait for an answer at the same time.", DefaultValueFactory = _ => Defaults.Concurrency };
    private readonly Option<TimeSpan> _timeout = CommonOptions.Duration("--reader-timeout", "How long one request may take,", Defaults.Timeout);
    private readonly Option<TimeSpan> _patience = CommonOptions.Duration("--reader-patience", "How long a server that does not answer is waited for before the search stops,", Defaults.Patience);
    private readonly Option<int> _pages = new("--pages-per-request") { Description = "Pages a request at most; a longer text is asked about in parts.", DefaultValueFactory = _ => Defaults.PagesPerRequest };
    private readonly Option<long> _bytes = new("--max-request-bytes") { Description = "Bytes a request at most; more is asked in parts.", DefaultValueFactory = _ => Defaults.MaxRequestBytes };
    private readonly Option<int?> _context = new("--reader-context") { Description = "Tokens of prompt, pages and answer that the model takes together; more is asked in parts. [default: unknown, or what the export says]" };

    /// <summary>Creates the options.</summary>
    public ReaderOptions()
    {
        _concurrency.Between(1, 1_000);
        _pages.Between(1, 10_000);
    }

    /// <summary>Adds every option to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _endpoint, _model, _decoding, _folder, _variant, _template, _device, _epLibrary, _concurrency, _timeout, _patience, _pages, _bytes, _context })
        {
            command.Add(option);
        }
    }

    /// <summary>What the user gave; null for the shipped recogniser.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isRemote">Whether a daemon elsewhere has the folder.</param>
    /// <param name="problems">Takes every problem.</param>
    public ReaderRequest? Read(ParseResult parsed, bool isRemote, List<string> problems)
    {
        var endpoint = parsed.GetValue(_endpoint);
        var model = parsed.GetValue(_model);
        var folder = parsed.GetValue(_folder);
        if (endpoint is null != string.IsNullOrWhiteSpace(model))
        {
            problems.Add("--reader-endpoint and --reader-model go together: give both, or neither");
        }

        if (endpoint is not null && folder is not null)
        {
            problems.Add("--reader-endpoint and --reader-folder exclude each other: one model reads");
        }

        if (!isRemote && folder is { Exists: false })
        {
            problems.Add($"--reader-folder: there is no folder {folder.FullName}");
        }

        problems.AddRange(WithoutReader(parsed, endpoint is not null, folder is not null));
        if (parsed.GetValue(_timeout) <= TimeSpan.Zero)
        {
            problems.Add("--reader-timeout must be above zero, such as 00:02:00");
        }

        if (parsed.GetValue(_context) is < 64)
        {
            problems.Add("--reader-context must be at least 64 tokens");
        }

        if (parsed.GetValue(_bytes) < 10_000)
        {
            problems.Add("--max-request-bytes must be at least 10,000: a page alone takes as much");
        }

        var decoding = ReadDecoding(parsed.GetValue(_decoding), problems);
        return endpoint is null && folder is null
            ? null
            : new ReaderRequest
            {
                Kind = endpoint is null ? ReaderKind.Onnx : ReaderKind.Served,
                Endpoint = endpoint,
                Model = model,
                Decoding = decoding,
                Folder = isRemote ? folder?.ToString() : folder?.FullName,
                Variant = parsed.GetValue(_variant),
                PromptTemplate = parsed.GetValue(_template),
                Device = parsed.GetValue(_device)!,
                EpLibrary = parsed.GetValue(_epLibrary)?.FullName,
                Concurrency = parsed.GetValue(_concurrency),
                Timeout = parsed.GetValue(_timeout),
                Patience = parsed.GetValue(_patience),
                PagesPerRequest = parsed.GetValue(_pages),
                MaxRequestBytes = parsed.GetValue(_bytes),
                ContextTokens = parsed.GetValue(_context),
            };
    }

    /// <summary>The options that were given for a reader that was not chosen: nobody would heed them.</summary>
    private IEnumerable<string> WithoutReader(ParseResult parsed, bool isServed, bool isHere)
    {
        (Option[] Options, bool IsHeeded, string Reader)[] groups =
        [
            ([_decoding, _timeout, _patience, _bytes], isServed, "--reader-endpoint"),
            ([_variant, _template, _device, _epLibrary], isHere, "--reader-folder"),
            ([_concurrency, _pages, _context], isServed || isHere, "--reader-endpoint or --reader-folder"),
        ];
        return groups.Where(group => !group.IsHeeded)
            .SelectMany(group => group.Options.Where(parsed.IsGiven).Select(option => $"{option.Name} needs {group.Reader}"));
    }

    private static string? ReadDecoding(FileInfo? file, List<string> problems)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            var json = TextFile.Read(file.FullName);
            DecodingFile.Parse(json, file.FullName);
            return json;
        }
        catch (InvalidInputException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }
}
