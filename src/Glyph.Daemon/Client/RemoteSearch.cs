using System.Runtime.CompilerServices;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Daemon.Reporting;
using Glyph.Daemon.Serving;

namespace Glyph.Daemon.Client;

/// <summary>A search of a daemon as those who run one here see it: the same events, from its stream.</summary>
internal sealed class RemoteSearch(RemoteSearchStore store, TimeProvider time)
{
    /// <summary>How long a daemon that does not answer is waited for: it may be starting again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Follows a search until it stops; what was cut off is taken up again without a gap.</summary>
    public async IAsyncEnumerable<SearchEvent> FollowAsync(Search search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = await store.Client.GetAsync<SearchList>("searches", cancellationToken);
        var last = list.LastEvent;
        var points = store.Points(search.Id);
        var known = points.Select(point => point.Number).ToHashSet();
        var evaluations = points.Count(point => point.IsEvaluation);
        yield return new SearchStarted(search, points);
        if (list.Searches.FirstOrDefault(info => string.Equals(info.Id, search.Id, StringComparison.Ordinal)) is { } now && StoppedOf(now) is { } already)
        {
            yield return already;
            yield break;
        }

        var answered = time.GetTimestamp();
        while (true)
        {
            var events = store.Client.EventsAsync(FormattableString.Invariant($"events?search={Uri.EscapeDataString(search.Id)}&after={last}"), cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (events.ConfigureAwait(false))
            {
                while (await MovesAsync(events, answered, cancellationToken))
                {
                    answered = time.GetTimestamp();
                    var (id, kind, data) = events.Current;
                    last = Math.Max(last, id);
                    foreach (var e in Read(search, kind, data, known, ref evaluations))
                    {
                        yield return e;
                        if (e is SearchStopped)
                        {
                            yield break;
                        }
                    }
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Whether another event came; not where the daemon is gone, for as long as it may come back.</summary>
    private async Task<bool> MovesAsync(IAsyncEnumerator<(long Id, string Kind, string Data)> events, long answered, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is GlyphException { InnerException: HttpRequestException } && time.GetElapsedTime(answered) < Patience))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private List<SearchEvent> Read(Search search, string kind, string data, HashSet<int> known, ref int evaluations)
    {
        var body = JsonElement.Parse(data);
        switch (kind)
        {
            case "trial":
                var events = new List<SearchEvent>();
                foreach (var number in body.GetProperty("trials").GetProperty("number").EnumerateArray().Select(n => n.GetInt32()))
                {
                    if (known.Add(number) && store.Trial(search.Id, number) is { } trial)
                    {
                        evaluations += trial.IsEvaluation ? 1 : 0;
                        events.Add(new TrialFinished(trial, evaluations));
                    }
                }

                return events;
            case "generation":
                var finished = body.GetProperty("generation").GetProperty("number").GetInt32();
                return store.Generations(search.Id).FirstOrDefault(generation => generation.Number == finished) is { } found ? [new GenerationFinished(found)] : [];
            case "notice":
                return [new SearchNotice(body.GetProperty("message").GetString()!)];
            case "confirmed":
                return [new SearchNotice(FormattableString.Invariant($"trial {body.GetProperty("trial").GetInt32()} was read again: {100 * body.GetProperty("confirmed").GetDouble():0.00} %"))];
            case "removed":
                return [new SearchStopped(SearchState.Cancelled, "somebody removed it")];
            case "search":
                return StoppedOf(body.Deserialize<SearchInfo>(GlyphJson.Compact)!) is { } stopped ? [stopped] : [];
            default:
                return [];
        }
    }

    private static SearchStopped? StoppedOf(SearchInfo info)
    {
        var state = Enum.GetValues<SearchState>().First(s => string.Equals(Text.Words(s), info.State, StringComparison.Ordinal));
        return state is SearchState.Finished or SearchState.Failed or SearchState.Paused or SearchState.Cancelled
            ? new SearchStopped(state, info.StopReason ?? info.State)
            : null;
    }
}
