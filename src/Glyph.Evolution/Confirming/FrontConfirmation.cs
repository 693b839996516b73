using System.Runtime.CompilerServices;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Confirming;

/// <summary>
/// Reads the candidates for export again, at other places of the search texts and many more: the best of many noisy
/// measurements is partly luck. Who is read is decided wave by wave, by expected gain: the chance that a trial truly reaches
/// an accuracy that users ask for, times the compression that it would add to the best one confirmed there. At the end the
/// recommended trial and the mark are read once more, for choosing among confirmed ones flatters too.
/// </summary>
public sealed class FrontConfirmation
{
    /// <summary>Confirming reads at least this many times the lines of a trial.</summary>
    private const int LeastFactor = 4;

    /// <summary>More than that only up to this many lines.</summary>
    private const int EnoughLines = 320;

    /// <summary>Above the least, one more time the lines of a trial for so many evaluations: what chose longer is checked harder.</summary>
    private const int EvaluationsPerFactor = 15;

    /// <summary>At most this many trials are confirmed beside the mark.</summary>
    private const int MaximumTrials = 12;

    /// <summary>Of these, how many may be chosen to beat the mark; the rest serve other levels of accuracy.</summary>
    private const int ForTheMark = 10;

    /// <summary>How many recommended trials are checked before the last recommendation stands.</summary>
    private const int MaximumChecks = 2;

    private const int WaveSize = 2;

    /// <summary>A gain in compression below this is not worth a reading.</summary>
    private const double LeastGain = 0.02;

    /// <summary>A trial's own standard error counts this much more: having been chosen, it is likely to be flattered.</summary>
    private const double Doubt = 1.3;

    private static readonly double[] Levels = [0.99, 0.98, 0.95];

    private readonly SearchParts _parts;
    private readonly Search _search;

    /// <summary>Creates the confirmation of a search.</summary>
    /// <param name="parts">What the search is run with.</param>
    /// <param name="search">The search.</param>
    public FrontConfirmation(SearchParts parts, Search search) => (_parts, _search) = (parts, search);

    /// <summary>Confirms; what the store has already is not read again.</summary>
    /// <param name="trials">All trials of the search, by number.</param>
    /// <param name="cancellationToken">Abandons what is running.</param>
    public async IAsyncEnumerable<TrialConfirmed> RunAsync(IReadOnlyList<TrialPoint> trials, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Every decision looks only at the readings decided before it, so that a resumed confirmation decides the same.
        var stored = _parts.Store.Confirmations(_search.Id);
        var known = new List<Confirmation>();
        var asked = new HashSet<(int Trial, ReadPlan Plan)>();
        var most = Math.Min(MaximumTrials + 1, trials.Count(t => t.Objectives is not null)) + MaximumChecks + 1;
        while (Next(trials, known, asked) is { Count: > 0 } wave)
        {
            var already = stored.Where(c => wave.Any(w => w.Trial.Number == c.Trial && w.Plan == c.Plan)).ToList();
            var missing = wave.Where(w => already.TrueForAll(c => c.Trial != w.Trial.Number)).ToList();
            var done = asked.Count + already.Count;
            asked.UnionWith(wave.Select(w => (w.Trial.Number, w.Plan)));
            known.AddRange(already);
            foreach (var confirmation in await ReadAsync(missing, cancellationToken))
            {
                _parts.Store.Append(_search.Id, confirmation);
                known.Add(confirmation);
                yield return new TrialConfirmed(confirmation, ++done, most);
            }
        }
    }

    private Trial? Mark => _parts.Store.Trial(_search.Id, Finalist.MarkNumber);

    private List<Reading> Next(IReadOnlyList<TrialPoint> trials, List<Confirmation> known, HashSet<(int Trial, ReadPlan Plan)> asked)
    {
        var (first, second) = (PlanOf("confirmation"), PlanOf("confirmation/check"));
        var wave = NextWave(trials, known, asked.Where(a => a.Plan == first).Select(a => a.Trial).ToHashSet());
        if (wave.Count > 0)
        {
            return [.. wave.Select(t => new Reading(t, first))];
        }

        var checks = asked.Where(a => a.Plan == second).Select(a => a.Trial).ToHashSet();
        var pick = new Recommendation(trials, known, Mark, _search.Request.MaxWrongIds).Default();
        return pick is null || pick.Trial.Number == Finalist.MarkNumber || !pick.Confirmed || checks.Contains(pick.Trial.Number) || checks.Count > MaximumChecks
            ? []
            : [.. new[] { trials[0], pick.Trial }.Where(t => t.Objectives is not null && !checks.Contains(t.Number)).Select(t => new Reading(t, second))];
    }

    /// <summary>The mark first; then those that may beat it; then one at a time for each level of accuracy.</summary>
    private List<TrialPoint> NextWave(IReadOnlyList<TrialPoint> trials, List<Confirmation> known, HashSet<int> asked)
    {
        // What breaks a constraint in what was read again is no candidate any more, and takes nobody's place.
        var soFar = new Recommendation(trials, known, Mark, _search.Request.MaxWrongIds);
        var (finalists, mark) = (soFar.Eligible, soFar.Mark);
        if (mark is not null && !asked.Contains(Finalist.MarkNumber))
        {
            return [mark.Trial];
        }

        var open = finalists.Where(f => !f.Confirmed && !asked.Contains(f.Trial.Number)).ToList();
        var used = asked.Count(n => n != Finalist.MarkNumber);
        if (mark is not null && used < ForTheMark
            && Best(open, finalists, f => Recommendation.Needed(f, mark), mark.Compression, Math.Min(WaveSize, ForTheMark - used)) is { Count: > 0 } contenders)
        {
            return contenders;
        }

        return used >= MaximumTrials ? [] : Levels.Select(level => Best(open, finalists, _ => level, 0, 1)).FirstOrDefault(wave => wave.Count > 0) ?? [];
    }

    /// <param name="open">Those not yet confirmed.</param>
    /// <param name="all">All that may be picked.</param>
    /// <param name="level">The accuracy that a finalist needs.</param>
    /// <param name="floor">The compression that is to be beaten.</param>
    /// <param name="count">How many to choose at most.</param>
    private static List<TrialPoint> Best(List<Finalist> open, IReadOnlyList<Finalist> all, Func<Finalist, double> level, double floor, int count)
    {
        var reached = all.Where(f => f.Confirmed && f.Accuracy >= level(f)).Select(f => f.Compression).Append(floor).Max();
        double Gain(Finalist f) => Math.Max(0, f.Compression - reached) * Normal.Cdf((f.Accuracy - level(f)) / (Doubt * f.StandardError));
        return [.. open.Where(f => Gain(f) > LeastGain).OrderByDescending(Gain).ThenBy(f => f.Trial.Number).Take(count).Select(f => f.Trial)];
    }

    /// <summary>Reads a wave; a trial that cannot be read this time is left unconfirmed.</summary>
    private async Task<IReadOnlyList<Confirmation>> ReadAsync(List<Reading> readings, CancellationToken cancellationToken)
    {
        var confirmations = new Confirmation?[readings.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = _parts.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, readings.Count), options, async (i, token) =>
        {
            var (point, plan) = readings[i];
            try
            {
                var trial = _parts.Store.Trial(_search.Id, point.Number)!;
                var measurement = await _parts.Evaluator.ReadAsync(trial.Candidate.Config, plan, readOn: null, token);
                confirmations[i] = new Confirmation { Trial = trial.Number, Plan = plan, Cost = trial.Cost!, Measurement = measurement };
            }
            catch (GlyphException e) when (e is not (StoreException or ReaderUnavailableException or SpendLimitException))
            {
                confirmations[i] = null;
            }
        });
        return [.. confirmations.OfType<Confirmation>()];
    }

    private ReadPlan PlanOf(string purpose) => new()
    {
        Split = CorpusSplit.Search,
        Samples = Math.Max(
            LeastFactor * _search.Request.SamplesPerTrial,
            Math.Min(EnoughLines, _search.Request.SamplesPerTrial * (_search.Request.Budget.Evaluations / EvaluationsPerFactor))),
        Seed = new RandomStream(_search.Request.Seed, purpose).NextInt64(),
        Purpose = SpendPurpose.Confirmation,
    };

    private sealed record Reading(TrialPoint Trial, ReadPlan Plan);
}
