using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Glyph.Core.Corpora;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;

namespace Glyph.Testing;

/// <summary>A reader of pages that answers a function of the request.</summary>
public sealed class FakePageReader(Func<ReadRequest, string> answer) : IReader
{
    /// <summary>Every request, in order.</summary>
    public ConcurrentQueue<ReadRequest> Requests { get; } = [];

    /// <summary>The size of every image that was shown, in no order.</summary>
    public ConcurrentBag<PixelSize> Sizes { get; } = [];

    /// <summary>How an answer ends.</summary>
    public Func<ReadRequest, AnswerStatus> StatusOf { get; init; } = _ => AnswerStatus.Answered;

    /// <summary>What is charged for a prompt that was predicted to cost so much; null where it does not say.</summary>
    public Func<long, long?> Charge { get; init; } = _ => null;

    /// <summary>Pages a request at most.</summary>
    public int PagesPerRequest { get; init; } = 100;

    public ReaderIdentity Identity { get; } = new("fake-pages", new Dictionary<string, string>(StringComparer.Ordinal), "none");

    public ReaderAbilities Abilities => new(ReadingUnit.Page, Enum.GetValues<TaskKind>().ToFrozenSet(), ResizesItself: true) { PagesPerRequest = PagesPerRequest };

    public IReadOnlySet<string>? AlphabetFor(string text) => null;

    public async IAsyncEnumerable<ReadAnswer> ReadAsync(
        IAsyncEnumerable<ReadRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var request in requests.WithCancellation(cancellationToken))
        {
            Requests.Enqueue(request);
            var text = answer(request);
            var predicted = request.PromptTokens?.Invoke(..request.Pages.Count);
            foreach (var page in request.Pages)
            {
                Sizes.Add(page.Image.Size);
                page.Image.Dispose();
            }

            var status = StatusOf(request);
            yield return new ReadAnswer
            {
                Id = request.Id,
                Status = status,
                Parts = [new AnswerPart(..request.Pages.Count, text, predicted, predicted is { } p ? Charge(p) : null, null, Cached: false)],
                Error = status == AnswerStatus.Answered ? null : "it was asked to fail",
            };
        }
    }
}
