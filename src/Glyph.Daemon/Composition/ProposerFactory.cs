using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Evolution.Llm;

namespace Glyph.Daemon.Composition;

/// <summary>Opens the language models that propose in a search.</summary>
internal sealed class ProposerFactory(TimeProvider time)
{
    /// <summary>The environment variable that holds the key of the proposing language models' endpoints.</summary>
    public const string KeyVariable = "GLYPH_LLM_API_KEY";

    /// <summary>Whether a model's answers come from an exported journal.</summary>
    public static bool IsReplay(LlmRequest model) => model.Endpoint.IsFile;

    /// <summary>A proposer for each model of the request, in order.</summary>
    /// <param name="request">The search.</param>
    /// <param name="store">Its store.</param>
    /// <param name="gate">Its gate; null where every answer is replayed.</param>
    /// <param name="terms">Its prices.</param>
    /// <param name="tokenizer">What counts the tokens of prompts.</param>
    /// <exception cref="Core.InvalidInputException">A journal cannot be read.</exception>
    public IReadOnlyList<IProposer> Open(SearchRequest request, ISearchStore store, SpendGate? gate, SpendTerms terms, ITextTokenizer tokenizer) =>
    [
        .. request.Llms.Select(model =>
        {
            var options = new LlmOptions
            {
                Model = model.Model,
                Count = tokenizer.Count,
                Time = time,
                Rules = request.LlmRules,
                Price = terms.Prices?.Find(model.Model),
                Gate = gate,
            };
            return IsReplay(model)
                ? new LlmProposer(store, JournalReplay.Parse(TextFile.Read(model.Endpoint.LocalPath), model.Endpoint.LocalPath), options)
                : new LlmProposer(store, LlmChat.Create(model, Environment.GetEnvironmentVariable(KeyVariable)), options);
        }),
    ];
}
