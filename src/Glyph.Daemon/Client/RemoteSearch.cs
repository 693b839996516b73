using System.Runtime.CompilerServices;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
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
        var points = store.Points(search.Id);
        var seen = new Seen
        {
            LastEvent = list.LastEvent,
            Trials = [.. points.Select(point => point.Number)],
            Evaluations = points.Count(point => point.IsEvaluation),
        };
        yield return new SearchStarted(search, points);
        if (list.Searches.FirstOrDefault(info => string.Equals(info.Id, search.Id, StringComparison.Ordinal)) is { } now && StoppedOf(now) is { } already)
        {
            yield return already;
            yield break;
        }

        while (true)
        {
            var events = store.Client.EventsAsync(FormattableString.Invariant($"events?search={Uri.EscapeDataString(search.Id)}&after={seen.LastEvent}"), cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (events.ConfigureAwait(false))
            {
                while (await NextAsync(events, search, seen, cancellationToken) is { } told)
                {
                    foreach (var e in told)
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

    /// <summary>What the next event tells; null where the stream ended, or the daemon is gone and may still come back.</summary>
    private async Task<List<SearchEvent>?> NextAsync(IAsyncEnumerator<(long Id, string Kind, string Data)> events, Search search, Seen seen, CancellationToken cancellationToken)
    {
        try
        {
            if (await events.MoveNextAsync())
            {
                seen.AwaySince = null;
                var (id, kind, data) = events.Current;
                var told = Read(search, kind, data, seen);
                seen.LastEvent = Math.Max(seen.LastEvent, id);
                return told;
            }

            seen.AwaySince = time.GetTimestamp();
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // It was there until now, however long nothing was to be told.
            cancellationToken.ThrowIfCancellationRequested();
            seen.AwaySince = time.GetTimestamp();
            return null;
        }
        catch (GlyphException e) when (e.InnerException is HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            seen.AwaySince ??= time.GetTimestamp();
            if (time.GetElapsedTime(seen.AwaySince.Value) >= Patience)
            {
                throw;
            }

            return null;
        }
    }

    private List<SearchEvent> Read(Search search, string kind, string data, Seen seen)
    {
        var body = JsonElement.Parse(data);
        switch (kind)
        {
            case "trial":
                // All are loaded before one counts as seen: where the daemon goes meanwhile, the event comes again.
                var trials = body.GetProperty("trials").GetProperty("number").EnumerateArray().Select(n => n.GetInt32())
                    .Where(number => !seen.Trials.Contains(number)).Select(number => store.Trial(search.Id, number)).OfType<Trial>().ToList();
                return trials.ConvertAll<SearchEvent>(trial =>
                {
                    seen.Trials.Add(trial.Number);
                    seen.Evaluations += trial.IsEvaluation ? 1 : 0;
                    return new TrialFinished(trial, seen.Evaluations);
                });
            case "generation":
                var finished = body.GetProperty("generation").GetProperty("number").GetInt32();
                return store.Generations(search.Id).FirstOrDefault(generation => generation.Number == finished) is { } found ? [new GenerationFinished(found)] : [];
            case "notice":
                return [new SearchNotice(body.GetProperty("message").GetString()!)];
            case "confirmed":
                return [new SearchNotice(FormattableString.Invariant($"trial {body.GetProperty("trial").GetInt32()} was read again: {100 * body.GetProperty("confirmed").GetDouble():0.00} %"))];
            case "removed":
                throw new GlyphException($"search {search.Id}: somebody removed it");
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

    /// <summary>How far a search was followed.</summary>
    private sealed class Seen
    {
        public required long LastEvent { get; set; }

        public required HashSet<int> Trials { get; init; }

        public required int Evaluations { get; set; }

        /// <summary>Since when nobody answers; null where somebody does.</summary>
        public long? AwaySince { get; set; }
    }
}
