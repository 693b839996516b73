using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Spending;
using Glyph.Daemon.Composition;
using Glyph.Evaluation;
using Glyph.Evolution;

namespace Glyph.Daemon.Submitting;

/// <summary>Makes the input of a search out of a request's body, under the rules for what a request may name.</summary>
internal sealed class SubmissionReader(SubmissionRules rules, IFontCatalog fonts)
{
    /// <summary>The input, with every problem that single fields have.</summary>
    /// <exception cref="InvalidInputException">A part of a list, or of a model, is missing.</exception>
    public SearchInput Read(SearchSubmission given)
    {
        List<string> problems = [.. MissingParts(given)];
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        Ranges(given, problems);
        problems.AddRange(rules.EndpointProblems(given.Reader?.Endpoint, given.Judge, given.Llms));
        if (SearchEngines.Problem(given.Engine) is { } lacking)
        {
            problems.Add($"engine: {lacking}");
        }

        problems.AddRange(ProposerProblems(given));
        var reader = Reader(given.Reader, problems);
        var tokenizer = TextTokenizers.BuiltIn.Contains(given.Tokenizer, StringComparer.OrdinalIgnoreCase)
            ? given.Tokenizer
            : rules.PathOf("tokenizer", given.Tokenizer, problems) ?? TextTokenizers.Default;
        return new SearchInput
        {
            Space = given.Space is { } space ? () => Space(space) : null,
            Corpus = given.Corpus is { } corpus
                ? () => CorpusLoader.Make(corpus.Name, corpus.Texts, corpus.Search, corpus.HeldOut, new CorpusOptions { MaxCharacters = corpus.MaxCharacters, Seed = given.Seed })
                : null,
            CorpusCharacters = new CorpusOptions().MaxCharacters,
            Target = () => (given.Targets is { } own ? VisionTargets.Parse(own.GetRawText(), "targets") : VisionTargets.Shipped).Find(given.Target),
            Tokenizer = tokenizer,
            Seed = given.Seed,
            Reader = reader,
            Limits = given.Limits,
            Llms = given.Llms,
            LlmLimits = given.LlmRules.Limits,
            Prices = given.Prices is { } prices ? () => PriceTable.Parse(prices.GetRawText(), "prices") : null,
            SeedConfigs = [.. given.SeedConfigs.Select((config, i) => new SeedConfigInput(FormattableString.Invariant($"seedConfigs[{i}]"), () => SeedConfig(config, FormattableString.Invariant($"seedConfigs[{i}]"))))],
            Problems = problems,
            Build = (searched, texts) => new SearchRequest
            {
                Seed = given.Seed,
                SpaceJson = searched.Json,
                Corpus = texts,
                Target = given.Target,
                Tokenizer = tokenizer,
                Budget = new Budget { Evaluations = given.Evaluations, WallTime = given.TimeLimit, StagnantGenerations = given.Stagnation },
                Population = given.Population,
                BatchSize = given.Batch,
                SamplesPerTrial = given.Samples ?? (reader is null ? 32 : 16),
                Engine = given.Engine,
                Proposers = given.Proposers,
                Llms = given.Llms,
                LlmRules = given.LlmRules,
                Reader = reader,
                Judge = given.Judge,
                StopsOnTokenMismatch = given.StopsOnTokenMismatch,
                MaxWrongIds = given.MaxWrongIds,
            },
        };
    }

    /// <summary>Limits that are below zero.</summary>
    /// <param name="field">The field of the limits.</param>
    /// <param name="limits">The limits.</param>
    public static IEnumerable<string> LimitProblems(string field, SpendLimits limits) =>
        new (string Name, decimal? Limit)[] { ("cost", limits.Cost), ("requests", limits.Requests), ("tokens", limits.Tokens) }
            .Where(part => part.Limit < 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{field}.{part.Name} is {part.Limit}; it must be at least 0"));

    /// <summary>What JSON lets be missing, or null, within lists and models.</summary>
    private static IEnumerable<string> MissingParts(SearchSubmission given)
    {
        static bool IsModel(LlmRequest? model) => model is { Endpoint: not null, Model: { Length: > 0 } };
        static bool IsItem(CorpusItem? item) => item is { Id: not null, Text: not null, Tasks: not null } && item.Tasks.All(task => task is not null);
        static IEnumerable<string> Wrong<T>(string field, IReadOnlyList<T> parts, Func<T, bool> isRight, string needs) =>
            parts.Index().Where(part => !isRight(part.Item)).Select(part => FormattableString.Invariant($"{field}[{part.Index}]: it needs {needs}"));

        if (given.Judge is not null && !IsModel(given.Judge))
        {
            yield return "judge: it needs an endpoint and a model";
        }

        var corpus = given.Corpus ?? new SubmittedCorpus();
        var lists = Wrong("llms", given.Llms, IsModel, "an endpoint and a model")
            .Concat(Wrong("corpus.texts", corpus.Texts, IsItem, "an id and a text"))
            .Concat(Wrong("corpus.search", corpus.Search, IsItem, "an id and a text"))
            .Concat(Wrong("corpus.heldOut", corpus.HeldOut, IsItem, "an id and a text"));
        foreach (var problem in lists)
        {
            yield return problem;
        }
    }

    private static void Ranges(SearchSubmission given, List<string> problems)
    {
        void Check<T>(string field, T? value, T low, T high)
            where T : struct, INumber<T>
        {
            if (value is { } number && !(number >= low && number <= high))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{field} is {number}; it must be from {low} to {high}"));
            }
        }

        Check("evaluations", (int?)given.Evaluations, 1, 1_000_000);
        Check("population", (int?)given.Population, 4, 10_000);
        Check("batch", (int?)given.Batch, 1, 10_000);
        Check("samples", given.Samples, 2, 100_000);
        Check("stagnation", given.Stagnation, 1, int.MaxValue);
        Check("maxWrongIds", given.MaxWrongIds, 0, 1);
        Check("priority", (int?)given.Priority, -1_000, 1_000);
        Check("llmRules.promptTokens", (int?)given.LlmRules.PromptTokens, LlmRules.LeastPrompt, LlmRules.MostTokens);
        Check("llmRules.answerTokens", (int?)given.LlmRules.AnswerTokens, LlmRules.LeastAnswer, LlmRules.MostTokens);
        foreach (var (field, limits) in new[] { ("limits", given.Limits), ("llmRules.limits", given.LlmRules.Limits) })
        {
            problems.AddRange(LimitProblems(field, limits));
        }

        if (given.TimeLimit <= TimeSpan.Zero)
        {
            problems.Add("timeLimit must be above zero, such as \"00:30:00\"");
        }

        if (LlmRules.TimeoutProblem(given.LlmRules.Timeout) is { } problem)
        {
            problems.Add($"llmRules.timeout {problem}");
        }

        foreach (var twice in given.Llms.CountBy(model => model.Model, StringComparer.Ordinal).Where(count => count.Value > 1))
        {
            problems.Add(FormattableString.Invariant($"llms: '{twice.Key}' is there {twice.Value} times; each model proposes once"));
        }
    }

    private static IEnumerable<string> ProposerProblems(SearchSubmission given)
    {
        if (given.Proposers is not { } names)
        {
            yield break;
        }

        if (names.Count == 0 || names.Except(SearchEngines.ProposerNames, StringComparer.Ordinal).Any())
        {
            yield return $"proposers must be one or more of {string.Join(", ", SearchEngines.ProposerNames)}";
        }

        if (names.Contains(SearchEngines.Models, StringComparer.Ordinal) && given.Llms.Count == 0)
        {
            yield return $"proposers: '{SearchEngines.Models}' needs llms";
        }
    }

    private ReaderRequest? Reader(ReaderRequest? given, List<string> problems)
    {
        switch (given)
        {
            case null or { Kind: ReaderKind.Recogniser }:
                return null;
            case { Kind: ReaderKind.Served, Endpoint: null } or { Kind: ReaderKind.Served, Model: null or "" }:
                problems.Add("reader: a served one needs an endpoint and a model");
                break;
            case { Kind: ReaderKind.Onnx, Folder: null or "" }:
                problems.Add("reader: one in this process needs a folder: a name in the daemon's folder of files");
                break;
            case { Kind: ReaderKind.Served, Folder: not null } or { Kind: ReaderKind.Onnx, Endpoint: not null }:
                problems.Add("reader: an endpoint and a folder exclude each other: one model reads");
                break;
        }

        if (given.EpLibrary is not null)
        {
            problems.Add(SubmissionRules.NoLibrary);
        }

        if (given.Timeout <= TimeSpan.Zero || given.Patience < TimeSpan.Zero || given.Concurrency is < 1 or > 256 || given.PagesPerRequest < 1 || given.MaxRequestBytes < 10_000)
        {
            problems.Add("reader: timeout must be above zero, patience not below, concurrency from 1 to 256, pagesPerRequest at least 1, maxRequestBytes at least 10,000");
        }

        return given.Kind == ReaderKind.Onnx && given.Folder is { Length: > 0 } name && rules.PathOf("reader.folder", name, problems) is { } folder
            ? given with { Folder = folder }
            : given;
    }

    private SearchSpace Space(JsonElement given)
    {
        var space = given.ValueKind == JsonValueKind.String
            ? ShippedFiles.OpenShippedSpace(given.GetString()!)
            : SearchSpace.Parse(given.GetRawText(), "space");
        List<string> problems = [.. SubmissionRules.FontProblems("space", space.Fonts, fonts)];
        return problems.Count == 0 ? space : throw new InvalidInputException(problems);
    }

    private RenderConfig SeedConfig(JsonElement given, string field)
    {
        var config = RenderConfigJson.Parse(given.GetRawText(), field);
        List<string> problems = [.. SubmissionRules.FontProblems($"{field}.font-path", [config.Font], fonts)];
        return problems.Count == 0 ? config : throw new InvalidInputException(problems);
    }
}
