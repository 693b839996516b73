using System.Collections.Concurrent;
using Glyph.Core.Reading;
using Glyph.Core.Spending;

namespace Glyph.Reading.Served;

/// <summary>
/// A model that never asks what a ledger has the answer to; whoever pays within it keeps the answers there. Equal questions at
/// the same time are asked once.
/// </summary>
internal sealed class CachedModel(IVisionModel inner, ILedger ledger) : IVisionModel
{
    /// <summary>The questions that are being asked by key; the task gives null when there was no answer.</summary>
    private readonly ConcurrentDictionary<string, Task<ModelReply?>> _asked = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ReaderIdentity Identity => inner.Identity;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Parameters => inner.Parameters;

    /// <inheritdoc/>
    public ModelLimits Limits => inner.Limits;

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var key = QuestionKey.Of(Parameters, question);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mine = new TaskCompletionSource<ModelReply?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var asked = _asked.GetOrAdd(key, mine.Task);
            if (asked != mine.Task)
            {
                // Where the first to ask fails or gives up, each of the others asks for itself.
                if (await asked.WaitAsync(cancellationToken) is { } shared)
                {
                    return shared with { Cached = true };
                }

                continue;
            }

            ModelReply? reply = null;
            try
            {
                // The ledger is looked at only here: an answer is in it before its question leaves the list.
                reply = Find(key) ?? await inner.AskAsync(question, cancellationToken);
                return reply;
            }
            finally
            {
                _asked.TryRemove(key, out _);
                mine.SetResult(reply);
            }
        }
    }

    private ModelReply? Find(string key) =>
        ledger.Find(key) is { } kept ? new ModelReply(kept.Text, kept.Finish, kept.PromptTokens, kept.AnswerTokens) { Cached = true } : null;
}
