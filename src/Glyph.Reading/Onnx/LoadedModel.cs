using System.Globalization;
using System.Security.Cryptography;
using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Reading.Onnx.Families;
using Glyph.Reading.Onnx.Running;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Onnx;

/// <summary>What a model wrote for a question.</summary>
/// <param name="Tokens">The tokens, the one that ended the answer included.</param>
/// <param name="Finish">Why it stopped; null where nobody wanted the rest.</param>
/// <param name="PromptTokens">Tokens of the prompt, images included.</param>
internal sealed record WrittenAnswer(IReadOnlyList<int> Tokens, FinishReason? Finish, int PromptTokens);

/// <summary>A model's folder, read, checked and opened. Not for concurrent use, but for <see cref="Prompts"/>.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly ModelFolder _folder;
    private readonly ModelFamily _family;

    private LoadedModel(ModelFolder folder, ModelFamily family, IPrompts prompts, IModelRunner runner, ModelDevice device, IReadOnlyDictionary<string, string> hashes)
    {
        (_folder, _family, Prompts, Runner, Device, Hashes) = (folder, family, prompts, runner, device, hashes);
    }

    /// <summary>What asks it.</summary>
    public IPrompts Prompts { get; }

    /// <summary>What runs it.</summary>
    public IModelRunner Runner { get; }

    /// <summary>Where it runs.</summary>
    public ModelDevice Device { get; }

    /// <summary>Each file of weights with its SHA-256.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; }

    /// <summary>Reads, checks and opens a folder.</summary>
    /// <exception cref="InvalidInputException">Something is not as it must be: all that is, of one stage.</exception>
    public static LoadedModel Open(OnnxModelOptions options)
    {
        var problems = Problems(options);
        ThrowIfAny(problems);
        var device = FindDevice(options, problems);
        var folder = new ModelFolder(options, problems);
        try
        {
            var family = ModelFamily.Of(folder);
            var prompts = family?.Prompts(folder);
            var files = family?.Parts.Select(part => (Part: part, File: folder.Locate(part))).Where(p => p.File is not null)
                .ToDictionary(p => p.Part, p => p.File!, StringComparer.Ordinal);
            var hashes = folder.Hash(files is null ? [] : files.Values);
            ThrowIfAny(problems);

            var parts = files!.Select(f => (f.Key, Part: folder.Open(f.Value, device!))).ToList();
            ThrowIfAny(problems);
            var runner = family!.Runner(folder, parts.ToDictionary(p => p.Key, p => p.Part!, StringComparer.Ordinal), device!, problems);
            ThrowIfAny(problems);
            return new LoadedModel(folder, family, prompts!, runner, device!, hashes);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>All that decides an answer.</summary>
    public IReadOnlyDictionary<string, string> Parameters()
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["kind"] = "onnx",
            ["family"] = _family.Name,
            ["decoding"] = "greedy",
            ["device"] = _folder.Options.Device,
            ["runtime"] = OrtEnv.Instance().GetVersionString(),
            ["template"] = Prompts.Template,
            ["ends"] = string.Join(' ', Prompts.Ends.Order().Select(e => e.ToString(CultureInfo.InvariantCulture))),
        };
        foreach (var (file, hash) in Hashes)
        {
            parameters["sha256:" + file] = hash;
        }

        foreach (var file in (ReadOnlySpan<string>)["config.json", "preprocessor_config.json", "processor_config.json", "generation_config.json", "tokenizer.json"])
        {
            var path = Path.Combine(_folder.Options.Folder, file);
            if (File.Exists(path))
            {
                parameters["sha256:" + file] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
            }
        }

        return parameters;
    }

    /// <summary>The text of an answer, without what ended it.</summary>
    public string Text(WrittenAnswer answer) => _folder.Tokenizer!.Decode(answer.Tokens.Where(t => !Prompts.Ends.Contains(t)));

    /// <summary>Answers some questions together.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="run">Stops a run when it is told to terminate.</param>
    /// <param name="pick">Chooses tokens.</param>
    /// <param name="isWanted">Whether anybody still waits for a question's answer.</param>
    public IReadOnlyList<WrittenAnswer> Answer(IReadOnlyList<PreparedQuestion> questions, RunOptions run, TokenPicker pick, Func<int, bool> isWanted)
    {
        var (start, promptTokens) = Runner.Begin(questions, run);
        var written = questions.Select(_ => new List<int>()).ToList();
        var finish = new FinishReason?[questions.Count];
        Runner.Decoder.Run(start, run, Pick, Take);
        return [.. written.Select((tokens, row) => new WrittenAnswer(tokens, finish[row], promptTokens[row]))];

        int Pick(int row, ReadOnlySpan<float> logits) => written[row].Count == 0 && Prompts.ForcedFirst is { } forced ? forced : pick(row, logits);

        bool Take(IReadOnlyList<int> tokens)
        {
            var goesOn = false;
            for (var row = 0; row < tokens.Count; row++)
            {
                if (finish[row] is not null)
                {
                    continue;
                }

                written[row].Add(tokens[row]);
                finish[row] = Prompts.Ends.Contains(tokens[row]) ? FinishReason.Stop
                    : written[row].Count >= questions[row].MaxAnswerTokens ? FinishReason.Length
                    : null;
                goesOn |= finish[row] is null && isWanted(row);
            }

            return goesOn;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static List<string> Problems(OnnxModelOptions options)
    {
        var problems = new List<string>();
        AtLeastOne(options.Threads, nameof(options.Threads));
        AtLeastOne(options.MaxBatch, nameof(options.MaxBatch));
        AtLeastOne(options.MaxImages, nameof(options.MaxImages));
        if (!Directory.Exists(options.Folder))
        {
            problems.Add($"The model's folder {options.Folder} is not there.");
        }

        return problems;

        void AtLeastOne(int value, string option)
        {
            if (value < 1)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"The option {option} is {value}; at least 1 is needed."));
            }
        }
    }

    private static ModelDevice? FindDevice(OnnxModelOptions options, List<string> problems)
    {
        try
        {
            return ModelDevice.Find(options.Device, options.EpLibrary, options.Threads);
        }
        catch (InvalidInputException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    private static void ThrowIfAny(List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new InvalidInputException([.. problems]);
        }
    }
}
