using System.Threading.Channels;
using Glyph.Core.Reading;

namespace Glyph.Evaluation.Asking;

/// <summary>
/// Makes requests one at a time, on a thread of its own, and hands them to the reader through a channel whose capacity bounds
/// the pages in memory.
/// </summary>
internal static class RequestFeed
{
    private const int RequestsInFlight = 2;

    /// <summary>Has requests answered.</summary>
    /// <param name="requests">Makes a request, with its images drawn, each time that it is asked for the next.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="cancellationToken">Stops drawing and reading.</param>
    /// <returns>The answers by the requests' ids.</returns>
    public static async Task<IReadOnlyDictionary<int, ReadAnswer>> ReadAsync(IEnumerable<ReadRequest> requests, IReader reader, CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<ReadRequest>(new BoundedChannelOptions(RequestsInFlight) { SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var making = Task.Run(() => MakeAsync(requests, channel.Writer, stop.Token), CancellationToken.None);
        var answers = new Dictionary<int, ReadAnswer>();
        try
        {
            await foreach (var answer in reader.ReadAsync(channel.Reader.ReadAllAsync(stop.Token), stop.Token))
            {
                answers.Add(answer.Id, answer);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await making;
            while (channel.Reader.TryRead(out var unread))
            {
                Dispose(unread);
            }
        }

        return answers;
    }

    /// <summary>Never throws: an error goes to the reader with the requests, and comes out of it.</summary>
    private static async Task MakeAsync(IEnumerable<ReadRequest> requests, ChannelWriter<ReadRequest> channel, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var request in requests)
            {
                try
                {
                    await channel.WriteAsync(request, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    Dispose(request);
                    throw;
                }
            }

            channel.Complete();
        }
        catch (Exception e)
        {
            channel.Complete(e);
        }
    }

    private static void Dispose(ReadRequest request)
    {
        foreach (var page in request.Pages)
        {
            page.Image.Dispose();
        }
    }
}
