using Glyph.Core.Configs;
using Glyph.Core.Stores;
using Glyph.Core.Trials;

namespace Glyph.Daemon.Reporting;

/// <summary>
/// What a report shows of trials, a few hundred bytes each. A finished trial never changes, so a table that is kept loads each
/// only once, however often it is asked for its columns. Safe for concurrent use.
/// </summary>
internal sealed class TrialTable
{
    /// <summary>So many missing trials are loaded one by one, which takes about 3 ms each; more by going through all, which takes 0.5 ms each.</summary>
    private const int FewTrials = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Row> _rows = [];
    private readonly CodeBook<string> _status = new(StringComparer.Ordinal);
    private readonly CodeBook<string> _proposer = new(StringComparer.Ordinal);
    private readonly CodeBook<string> _operator = new(StringComparer.Ordinal);
    private readonly CodeBook<string> _reason = new(StringComparer.Ordinal);
    private readonly CodeBook<string> _journal = new(StringComparer.Ordinal);
    private readonly CodeBook<string> _error = new(StringComparer.Ordinal);
    private readonly CodeBook<object>[] _config = [.. RenderConfigKeys.All.Select(_ => new CodeBook<object>())];

    /// <summary>Takes a trial in; one that is there already is kept as it is.</summary>
    public void Add(Trial trial)
    {
        lock (_gate)
        {
            if (!_rows.ContainsKey(trial.Number))
            {
                _rows.Add(trial.Number, RowOf(trial));
            }
        }
    }

    /// <summary>Loads the trials of a search that the table has not yet.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="points">Its trials.</param>
    public void Load(ISearchStore store, string searchId, IReadOnlyList<TrialPoint> points)
    {
        List<int> missing;
        lock (_gate)
        {
            missing = [.. points.Select(point => point.Number).Where(number => !_rows.ContainsKey(number))];
        }

        if (missing.Count > FewTrials)
        {
            store.Trials(searchId, trial =>
            {
                Add(trial);
                return trial.Number;
            });
            return;
        }

        foreach (var trial in missing.Select(number => store.Trial(searchId, number)).OfType<Trial>())
        {
            Add(trial);
        }
    }

    /// <summary>The columns of all trials of the table, by number.</summary>
    /// <param name="confirmed">The accuracy to believe, by number, of trials that were read again.</param>
    public TrialColumns Columns(IReadOnlyDictionary<int, AccuracyEstimate>? confirmed = null)
    {
        lock (_gate)
        {
            Row[] rows = [.. _rows.Values.OrderBy(row => row.Number)];
            IReadOnlyList<T> Of<T>(Func<Row, T> value) => Array.ConvertAll(rows, row => value(row));
            IReadOnlyList<double?> Again(Func<AccuracyEstimate, double> value) =>
                Of(row => confirmed?.GetValueOrDefault(row.Number) is { } estimate ? (double?)value(estimate) : null);
            return new TrialColumns
            {
                Number = Of(row => row.Number),
                Generation = Of(row => row.Generation),
                Status = _status.Column(Of(row => row.Status)),
                Proposer = _proposer.Column(Of(row => row.Proposer)),
                Operator = _operator.Column(Of(row => row.Operator)),
                Compression = Of(row => row.Compression),
                AllInclusiveCompression = Of(row => row.AllInclusiveCompression),
                Accuracy = Of(row => row.Accuracy?.Mean),
                AccuracyLow = Of(row => row.Accuracy?.Low),
                AccuracyHigh = Of(row => row.Accuracy?.High),
                Samples = Of(row => row.Accuracy?.Samples),
                Confirmed = Again(estimate => estimate.Mean),
                ConfirmedLow = Again(estimate => estimate.Low),
                ConfirmedHigh = Again(estimate => estimate.High),
                Ids = Of(row => row.Ids),
                WrongIds = Of(row => row.WrongIds),
                Pages = Of(row => row.Pages),
                VisionTokens = Of(row => row.VisionTokens),
                TextTokens = Of(row => row.TextTokens),
                Seconds = Of(row => row.Seconds),
                ConfigHash = Of(row => row.ConfigHash),
                Parents = Of(row => row.Parents),
                Reason = _reason.Column(Of(row => row.Reason)),
                Journal = _journal.Column(Of(row => row.Journal)),
                Idea = Of(row => row.Idea),
                Error = _error.Column(Of(row => row.Error)),
                Rungs = Of(row => row.Rungs),
                Config = RenderConfigKeys.All.Index().ToDictionary(key => key.Item, key => _config[key.Index].Column(Of(row => row.Config[key.Index])), StringComparer.Ordinal),
            };
        }
    }

    private Row RowOf(Trial trial)
    {
        var provenance = trial.Candidate.Provenance;
        return new Row
        {
            Number = trial.Number,
            Generation = trial.Generation,
            Status = _status.Code(Text.Words(trial.Status)),
            Proposer = _proposer.Code(provenance.Proposer),
            Operator = _operator.Code(provenance.Operator),
            Compression = trial.Cost?.Compression,
            AllInclusiveCompression = trial.Cost?.AllInclusiveCompression,
            Accuracy = trial.Measurement?.Accuracy,
            Ids = trial.Measurement?.Ids ?? 0,
            WrongIds = trial.Measurement?.WrongIds ?? 0,
            Pages = trial.Cost?.Pages,
            VisionTokens = trial.Cost?.VisionTokens.Features,
            TextTokens = trial.Cost?.TextTokens,
            Seconds = trial.Duration.TotalSeconds,
            ConfigHash = trial.ConfigHash,
            Parents = provenance.Parents,
            Reason = _reason.Code(provenance.Reason),
            Journal = _journal.Code(provenance.Journal),
            Idea = provenance.Idea,
            Error = _error.Code(trial.Error ?? (trial.Violations.Count > 0 ? string.Join("; ", trial.Violations) : null)),
            Rungs = [.. (trial.Measurement?.Rungs ?? []).Select(rung => (IReadOnlyList<double>)[rung.Mean, rung.Low, rung.High, rung.Samples])],
            Config = [.. RenderConfigKeys.All.Select((key, i) => _config[i].Code(RenderConfigKeys.Get(trial.Candidate.Config, key)))],
        };
    }

    private sealed record Row
    {
        public required int Number { get; init; }

        public required int Generation { get; init; }

        public required int Status { get; init; }

        public required int Proposer { get; init; }

        public required int Operator { get; init; }

        public required double? Compression { get; init; }

        public required double? AllInclusiveCompression { get; init; }

        public required AccuracyEstimate? Accuracy { get; init; }

        public required int Ids { get; init; }

        public required int WrongIds { get; init; }

        public required int? Pages { get; init; }

        public required long? VisionTokens { get; init; }

        public required long? TextTokens { get; init; }

        public required double Seconds { get; init; }

        public required string ConfigHash { get; init; }

        public required IReadOnlyList<int> Parents { get; init; }

        public required int Reason { get; init; }

        public required int Journal { get; init; }

        public required int? Idea { get; init; }

        public required int Error { get; init; }

        public required IReadOnlyList<IReadOnlyList<double>> Rungs { get; init; }

        public required int[] Config { get; init; }
    }
}
