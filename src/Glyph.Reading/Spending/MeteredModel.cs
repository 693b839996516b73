using Glyph.Core.Reading;
using Glyph.Core.Spending;
using Glyph.Reading.Served;

namespace Glyph.Reading.Spending;

/// <summary>
/// A model whose every attempt is reserved, asked and settled, and whose answers are kept in the step that settles them. It
/// stands inside of retries, for each attempt may cost, and inside of the cache, for what is kept costs nothing.
/// </summary>
/// <param name="inner">The model; asked once a question.</param>
/// <param name="name">Its name, as in the price table.</param>
/// <param name="gate">The gate of the search.</param>
/// <param name="time">The clock.</param>
public sealed class MeteredModel(IVisionModel inner, string name, SpendGate gate, TimeProvider time) : IVisionModel
{
    /// <summary>
    /// How long a request that was sent may still be answered once nobody waits for it any more: what it costs is spent, and its
    /// answer, kept, need not be paid again.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public ReaderIdentity Identity => inner.Identity;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Parameters => inner.Parameters;

    /// <inheritdoc/>
    public ModelLimits Limits => inner.Limits;

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var key = QuestionKey.Of(inner.Parameters, question);
        var reservation = await gate
            .ReserveAsync(question.Purpose, name, question.ExpectedPromptTokens, question.MaxAnswerTokens, cancellationToken)
            .ConfigureAwait(false);
        var start = time.GetTimestamp();
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = cancellationToken.Register(() => late.CancelAfter(Grace)).ConfigureAwait(false);
        ModelReply reply;
        try
        {
            reply = await inner.AskAsync(question, late.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            gate.Settle(reservation, Failure(e, time.GetElapsedTime(start)));
            throw;
        }

        gate.Settle(
            reservation,
            new SpendResult(Word(reply.Finish), reply.PromptTokens, reply.AnswerTokens, time.GetElapsedTime(start)),
            key,
            new KeptAnswer(reply.Text, reply.Finish, reply.PromptTokens, reply.AnswerTokens, time.GetUtcNow()));
        return reply;
    }

    /// <summary>
    /// What a request without an answer counts: nothing where the server cannot have worked on it, else what was reserved for
    /// its prompt. Whether it was charged for an answer that did not arrive, nobody can say.
    /// </summary>
    private static SpendResult Failure(Exception error, TimeSpan duration) => error switch
    {
        ModelException e => new SpendResult(e.Kind ?? Word(e.Fault), e.MayBeCharged ? null : 0, 0, duration),
        OperationCanceledException => new SpendResult("cancelled", null, 0, duration),
        _ => new SpendResult("error", null, 0, duration),
    };

    private static string Word(FinishReason finish) => finish switch
    {
        FinishReason.Stop => "stop",
        FinishReason.Length => "length",
        FinishReason.ContentFilter => "content-filter",
        _ => "other",
    };

    private static string Word(ModelFault fault) => fault switch
    {
        ModelFault.Transient => "transient",
        ModelFault.Question => "question",
        _ => "fatal",
    };
}
