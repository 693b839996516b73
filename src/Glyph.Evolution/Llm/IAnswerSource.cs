using Glyph.Core.Searching;
using Glyph.Core.Spending;

namespace Glyph.Evolution.Llm;

/// <summary>Where a proposer's answers come from: a model, or the journal of an earlier search.</summary>
internal interface IAnswerSource
{
    /// <summary>Asks once and tells what came of it; throws only when cancelled. Null: there is nothing to be had for this generation.</summary>
    /// <param name="generation">The generation that asks.</param>
    /// <param name="prompt">Writes the prompt, where one is needed.</param>
    /// <param name="spent">Tells what all models spent on proposals before, where it is needed.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    Task<JournalEntry?> AskAsync(int generation, Func<string> prompt, Func<Spend> spent, CancellationToken cancellationToken);
}
