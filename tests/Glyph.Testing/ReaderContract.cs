using System.Runtime.CompilerServices;
using Glyph.Core;
using Glyph.Core.Reading;
using Xunit;

namespace Glyph.Testing;

/// <summary>What every <see cref="IReader"/> keeps, whatever it looks at.</summary>
public abstract class ReaderContract
{
    private const int Timeout = 120_000;

    private int _pulled;
    private int _taken;
    private int _mostAhead;

    /// <summary>The reader under test; may be shared by all tests.</summary>
    protected abstract IReader Reader { get; }

    /// <summary>How many requests the reader may have pulled whose answers nobody took yet, at most.</summary>
    protected abstract int PullBound { get; }

    private List<ReadRequest> Given { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A small request that the reader can answer, of at least two pages, with images of its own. Other numbers have other answers.</summary>
    protected abstract ReadRequest Request(int id);

    [Fact(Timeout = Timeout)]
    public async Task Answers_each_request_once_under_its_number()
    {
        var answers = await ReadAsync(Source(0, 5));

        Assert.Equal(Enumerable.Range(0, 5), answers.Select(answer => answer.Id).Order());
        Assert.All(answers, answer => Assert.Equal(AnswerStatus.Answered, answer.Status));
        Assert.All(answers, answer => Assert.NotEmpty(Told(answer)));
        AssertDisposed();
    }

    [Fact(Timeout = Timeout)]
    public async Task Lines_are_answered_in_their_order()
    {
        var request = Request(3);
        var answer = Assert.Single(await ReadAsync(Of(request)));

        Assert.Equal(request.Pages.SelectMany(page => page.Lines).Select(line => line.Id), answer.Lines.Select(line => line.Id));
    }

    [Fact(Timeout = Timeout)]
    public async Task No_request_has_no_answer() => Assert.Empty(await ReadAsync(Source(0, 0)));

    [Fact(Timeout = Timeout)]
    public async Task A_request_without_lines_is_answered()
    {
        if (Reader.Abilities.Unit != ReadingUnit.Line)
        {
            Assert.Skip("This reader reads pages.");
        }

        var bare = Request(1);
        bare = bare with { Pages = [.. bare.Pages.Select(page => page with { Lines = [] })] };
        var answers = await ReadAsync(Of(Request(0), bare, Request(2)));

        Assert.Equal([0, 1, 2], answers.Select(answer => answer.Id).Order());
        Assert.Empty(answers.Single(answer => answer.Id == 1).Lines);
        AssertDisposed();
    }

    [Fact(Timeout = Timeout)]
    public async Task A_second_call_answers_as_the_first()
    {
        var first = await ReadAsync(Source(0, 3));
        var second = await ReadAsync(Source(0, 3));

        Assert.Equal(first.OrderBy(answer => answer.Id).Select(Told), second.OrderBy(answer => answer.Id).Select(Told), StringComparer.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Calls_at_the_same_time_do_not_mix()
    {
        var alone = (await ReadAsync(Source(0, 6))).ToDictionary(answer => answer.Id, Told);
        var together = await Task.WhenAll(ReadAsync(Of(Request(0), Request(1))), ReadAsync(Of(Request(2), Request(3))), ReadAsync(Of(Request(4), Request(5))));

        Assert.Equal(alone.Values.Count, alone.Values.Distinct(StringComparer.Ordinal).Count());
        foreach (var (call, answers) in together.Index())
        {
            Assert.Equal([2 * call, (2 * call) + 1], answers.Select(answer => answer.Id).Order());
            Assert.All(answers, answer => Assert.Equal(alone[answer.Id], Told(answer)));
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task An_error_of_the_source_comes_out_and_images_are_disposed()
    {
        async IAsyncEnumerable<ReadRequest> Failing([EnumeratorCancellation] CancellationToken token = default)
        {
            await foreach (var request in Source(0, 2).WithCancellation(token))
            {
                yield return request;
            }

            throw new RenderException("no third page");
        }

        var error = await Assert.ThrowsAsync<RenderException>(() => ReadAsync(Failing()));
        Assert.Equal("no third page", error.Message);
        AssertDisposed();
    }

    [Fact(Timeout = Timeout)]
    public async Task Cancellation_ends_it_and_images_are_disposed()
    {
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Reader.ReadAsync(Source(0, int.MaxValue), cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
        AssertDisposed();
    }

    [Fact(Timeout = Timeout)]
    public async Task A_consumer_that_goes_away_ends_it_and_images_are_disposed()
    {
        await foreach (var _ in Reader.ReadAsync(Source(0, int.MaxValue), Token))
        {
            break;
        }

        Assert.NotEmpty(Given);
        AssertDisposed();
    }

    [Fact(Timeout = Timeout)]
    public async Task Pulls_no_further_ahead_than_its_bound()
    {
        var count = (2 * PullBound) + 10;
        await foreach (var _ in Reader.ReadAsync(Source(0, count), Token))
        {
            Interlocked.Increment(ref _taken);

            // A slow consumer: others get their turn before it takes the next answer.
            for (var i = 0; i < 100; i++)
            {
                await Task.Yield();
            }
        }

        Assert.Equal(count, _taken);
        Assert.InRange(_mostAhead, 1, PullBound);
    }

    private static string Told(ReadAnswer answer) => string.Join('\n', answer.Lines.Select(line => line.Text).Concat(answer.Parts.Select(part => part.Text)));

    private static async IAsyncEnumerable<ReadRequest> AsSource(IEnumerable<ReadRequest> requests, [EnumeratorCancellation] CancellationToken token = default)
    {
        foreach (var request in requests)
        {
            await Task.Yield();
            yield return request;
            token.ThrowIfCancellationRequested();
        }
    }

    private IAsyncEnumerable<ReadRequest> Of(params ReadRequest[] requests)
    {
        Given.AddRange(requests);
        return AsSource(requests);
    }

    /// <summary>Requests, made when they are pulled.</summary>
    private IAsyncEnumerable<ReadRequest> Source(int first, int count)
    {
        return AsSource(Requests());

        IEnumerable<ReadRequest> Requests()
        {
            for (var i = 0; i < count; i++)
            {
                _mostAhead = Math.Max(_mostAhead, ++_pulled - Volatile.Read(ref _taken));
                var request = Request(first + i);
                Given.Add(request);
                yield return request;
            }
        }
    }

    private async Task<List<ReadAnswer>> ReadAsync(IAsyncEnumerable<ReadRequest> requests)
    {
        var answers = new List<ReadAnswer>();
        await foreach (var answer in Reader.ReadAsync(requests, Token))
        {
            answers.Add(answer);
        }

        return answers;
    }

    private void AssertDisposed() => Assert.All(
        Given.SelectMany(request => request.Pages),
        page => Assert.Throws<ObjectDisposedException>(() => page.Image.Pixels.Length));
}
