using System.CommandLine;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Daemon.Composition;
using Glyph.Evolution.Llm;

namespace Glyph.Cli.Commands;

/// <summary>The options that say which language models propose, how they are asked and what they may spend.</summary>
internal sealed class LlmCommandOptions
{
    private static readonly LlmRules Defaults = new();

    private readonly Option<Uri[]> _endpoints = CommonOptions.Endpoints(
        "--llm-endpoint", $"The base address of an OpenAI-compatible API whose model proposes configs too; one for all models, or one for each in order. Their key is read from {ProposerFactory.KeyVariable}.");

    private readonly Option<string[]> _models = new("--llm-model") { Description = "A model's name at its endpoint; given several times, several models propose." };
    private readonly Option<FileInfo?> _replay = new("--llm-replay") { Description = "A journal that 'glyph journal --out FILE' exported: its answers are given in the models' place, and no model is asked." };
    private readonly Option<int> _promptTokens = new("--llm-prompt-tokens") { Description = "Tokens of a whole prompt to a proposing model at most.", DefaultValueFactory = _ => Defaults.PromptTokens };
    private readonly Option<int> _answerTokens = new("--llm-answer-tokens") { Description = "Tokens that one answer of a proposing model may have; one that thinks aloud needs some thousand.", DefaultValueFactory = _ => Defaults.AnswerTokens };
    private readonly Option<TimeSpan> _timeout = CommonOptions.Duration("--llm-timeout", "How long one answer of a proposing model may take,", Defaults.Timeout);
    private readonly SpendOptions _caps = new("--llm-", "all proposals together");

    /// <summary>Creates the options.</summary>
    public LlmCommandOptions()
    {
        _promptTokens.Between(LlmRules.LeastPrompt, LlmRules.MostTokens);
        _answerTokens.Between(LlmRules.LeastAnswer, LlmRules.MostTokens);
    }

    /// <summary>Adds every option to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _endpoints, _models, _replay, _promptTokens, _answerTokens, _timeout })
        {
            command.Add(option);
        }

        _caps.AddTo(command);
    }

    /// <summary>The rules that the user gave.</summary>
    public LlmRules ReadRules(ParseResult parsed) => new()
    {
        PromptTokens = parsed.GetValue(_promptTokens),
        AnswerTokens = parsed.GetValue(_answerTokens),
        Timeout = parsed.GetValue(_timeout),
        Limits = _caps.Read(parsed, SpendLimits.None),
    };

    /// <summary>The models that the user gave; none for a classical search.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problems">Takes every problem.</param>
    public IReadOnlyList<LlmRequest> Read(ParseResult parsed, List<string> problems)
    {
        var endpoints = parsed.GetValue(_endpoints) ?? [];
        var models = parsed.GetValue(_models) ?? [];
        foreach (var twice in models.GroupBy(model => model, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            problems.Add($"--llm-model {twice.Key} is given {twice.Count()} times; each model proposes once");
        }

        if (LlmRules.TimeoutProblem(parsed.GetValue(_timeout)) is { } problem)
        {
            problems.Add($"--llm-timeout {problem}");
        }

        if (models.Any(string.IsNullOrWhiteSpace))
        {
            problems.Add("--llm-model is empty; it must be a model's name");
            return [];
        }

        if (models.Length == 0 && ReadRules(parsed).Limits != SpendLimits.None)
        {
            problems.Add("--llm-max-cost, --llm-max-requests and --llm-max-tokens limit language models that propose; name one with --llm-model");
        }

        return parsed.GetValue(_replay) is { } file ? Replayed(file, endpoints, models, problems) : Asked(endpoints, models, problems);
    }

    private static List<LlmRequest> Asked(Uri[] endpoints, string[] models, List<string> problems)
    {
        if (endpoints.Length > 0 != models.Length > 0)
        {
            problems.Add("--llm-endpoint and --llm-model go together: give both, or neither for a classical search");
            return [];
        }

        if (endpoints.Length > 1 && endpoints.Length != models.Length)
        {
            problems.Add(FormattableString.Invariant($"--llm-endpoint is given {endpoints.Length} times and --llm-model {models.Length} times; give one endpoint for all models, or one for each"));
            return [];
        }

        return [.. models.Select((model, i) => new LlmRequest(endpoints.Length == 1 ? endpoints[0] : endpoints[i], model))];
    }

    private static List<LlmRequest> Replayed(FileInfo file, Uri[] endpoints, string[] models, List<string> problems)
    {
        if (endpoints.Length > 0)
        {
            problems.Add("--llm-replay stands in the place of --llm-endpoint: leave one of them out");
        }

        try
        {
            var recorded = JournalReplay.Parse(TextFile.Read(file.FullName), file.FullName).Models;

            // A model that the bandit never asked is not in the journal, and is not asked now.
            if (!models.Intersect(recorded, StringComparer.Ordinal).Any())
            {
                problems.Add($"--llm-replay: {(models.Length == 0 ? "name the models with --llm-model, in the order of the recorded search" : $"--llm-model {string.Join(", ", models)} is not in it")}; "
                    + $"{file.FullName} has answers of {(recorded.Count > 0 ? string.Join(", ", recorded) : "no model")}");
            }
        }
        catch (InvalidInputException e)
        {
            problems.AddRange(e.Problems);
        }

        return [.. models.Select(model => new LlmRequest(new Uri(file.FullName), model))];
    }
}
