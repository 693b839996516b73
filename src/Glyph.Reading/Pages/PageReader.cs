using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Reading;

namespace Glyph.Reading.Pages;

/// <summary>
/// A reader that shows whole pages to a model, served or in-process, and asks it. A request that is more than the model takes is
/// asked about in parts, never cut.
/// </summary>
public sealed class PageReader : IReader
{
    private readonly IVisionModel _model;
    private readonly QuestionSize _size;

    /// <summary>Creates a reader.</summary>
    /// <param name="model">Who answers.</param>
    /// <param name="options">How it is shown pages; null for the defaults.</param>
    public PageReader(IVisionModel model, PageReaderOptions? options = null)
    {
        options ??= new PageReaderOptions();
        if (options.PagesPerRequest < 1)
        {
            throw new InvalidInputException($"The reader's pages a request are {options.PagesPerRequest}; at least 1 is needed.");
        }

        _model = model;
        _size = new QuestionSize(model.Limits, options.BytesOf);
        Abilities = new ReaderAbilities(ReadingUnit.Page, Enum.GetValues<TaskKind>().ToFrozenSet(), ResizesItself: true)
        {
            PagesPerRequest = Math.Min(options.PagesPerRequest, model.Limits.Images),
        };
    }

    /// <inheritdoc/>
    public ReaderIdentity Identity => _model.Identity;

    /// <inheritdoc/>
    public ReaderAbilities Abilities { get; }

    /// <inheritdoc/>
    public IReadOnlySet<string>? AlphabetFor(string text) => null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadAnswer> ReadAsync(
        IAsyncEnumerable<ReadRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answers = Channel.CreateUnbounded<ReadAnswer>(new UnboundedChannelOptions { SingleReader = true });
        var asking = Task.Run(() => AskAsync(requests, answers.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var answer in answers.Reader.ReadAllAsync(cancellationToken))
            {
                yield return answer;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await asking;
        }
    }

    /// <summary>Never throws: an error goes to the consumer with the answers.</summary>
    private async Task AskAsync(IAsyncEnumerable<ReadRequest> requests, ChannelWriter<ReadAnswer> answers, CancellationToken cancellationToken)
    {
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = _model.Limits.Concurrency, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(requests, options, async (request, token) =>
            {
                try
                {
                    answers.TryWrite(await AnswerAsync(request, token));
                }
                finally
                {
                    foreach (var page in request.Pages)
                    {
                        page.Image.Dispose();
                    }
                }
            });
            answers.Complete();
        }
        catch (Exception e)
        {
            answers.Complete(e);
        }
    }

    private async Task<ReadAnswer> AnswerAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var parts = new List<AnswerPart>();
        var open = new Stack<Range>();
        open.Push(..request.Pages.Count);
        while (open.TryPop(out var range))
        {
            if (_size.Problem(request, range) is { } problem)
            {
                if (!TrySplit(range, open))
                {
                    return new ReadAnswer { Id = request.Id, Status = AnswerStatus.Failed, Parts = parts, Error = problem };
                }

                continue;
            }

            var question = new ModelQuestion(request.Prompt, [.. request.Pages.Take(range).Select(page => page.Image)], request.MaxAnswerTokens)
            {
                ExpectedPromptTokens = request.PromptTokens?.Invoke(range) ?? 0,
                Purpose = request.Purpose,
            };
            try
            {
                var reply = await _model.AskAsync(question, cancellationToken);
                parts.Add(new AnswerPart(range, reply.Text, request.PromptTokens?.Invoke(range), reply.PromptTokens, reply.AnswerTokens, reply.Cached));
                if (Ended(reply.Finish) is { } end)
                {
                    return new ReadAnswer { Id = request.Id, Status = end.Status, Parts = parts, Error = end.Error };
                }
            }
            catch (ModelException e) when (e.Fault == ModelFault.Fatal)
            {
                throw new ReaderUnavailableException(e.Message, e);
            }
            catch (ModelException e) when (e.TooLarge && TrySplit(range, open))
            {
                // Its halves are asked instead.
                continue;
            }
            catch (ModelException e)
            {
                return new ReadAnswer { Id = request.Id, Status = AnswerStatus.Failed, Parts = parts, Error = e.Message };
            }
        }

        return new ReadAnswer { Id = request.Id, Parts = parts };
    }

    /// <summary>Puts the halves of a range on the stack, the first one on top; not of a single page.</summary>
    private static bool TrySplit(Range range, Stack<Range> open)
    {
        var (start, end) = (range.Start.Value, range.End.Value);
        if (end - start < 2)
        {
            return false;
        }

        var middle = start + ((end - start) / 2);
        open.Push(middle..end);
        open.Push(start..middle);
        return true;
    }

    /// <summary>What an end other than a whole answer means, or null.</summary>
    private static (AnswerStatus Status, string Error)? Ended(FinishReason finish) => finish switch
    {
        FinishReason.Stop => null,
        FinishReason.Length => (AnswerStatus.CutOff, "the answer was cut off at the limit of its tokens"),
        FinishReason.ContentFilter => (AnswerStatus.Refused, "the answer was refused or filtered"),
        _ => (AnswerStatus.Failed, "the model stopped for a reason that is no end of an answer"),
    };
}
