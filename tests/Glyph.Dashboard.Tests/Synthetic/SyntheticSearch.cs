namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>A whole search as a <c>ReportDocument</c>.</summary>
internal sealed class SyntheticSearch
{
    private readonly List<int> _front = [];
    private readonly List<object> _generations = [];
    private double _volume;

    public SyntheticSearch(string id, int count, ulong seed = 7, string state = "finished", bool isHostile = true)
    {
        Id = id;
        State = state;
        Budget = state is "finished" ? count : Math.Max(50, count * 2);
        Trials = SyntheticTrials.Make(count, seed, isHostile);
        Grow();
    }

    public string Id { get; }

    public string State { get; set; }

    public int Budget { get; }

    public int Priority { get; set; }

    public List<SyntheticTrial> Trials { get; }

    /// <summary>Numbers of the trials on the front, by rising compression.</summary>
    public IReadOnlyList<int> Front => _front;

    public SyntheticTrial this[int number] => Trials[number - 1];

    /// <summary>The trial that is recommended; 0 where none was read yet.</summary>
    public int Recommended => _front.LastOrDefault(n => this[n].Accuracy >= 0.95, _front.FirstOrDefault());

    public object Info() => new
    {
        id = Id,
        state = State,
        stopReason = State is "finished" ? "the budget of evaluations is spent" : null,
        createdAt = "2026-11-27T09:30:00Z",
        space = "compact",
        corpus = "samples",
        searchItems = 412,
        heldOutItems = 209,
        target = "glm-4.1v",
        tokenizer = "o200k_base",
        reader = "PP-OCR en v3",
        engine = "default",
        seed = 1,
        budget = Budget,
        evaluations = Trials.Count(t => t.IsEvaluation),
        llms = new[] { "qwen3-max" },
        elapsed = 128.4,
        eta = State is "running" ? 95.0 : (double?)null,
        hypervolume = Math.Round(_volume, 4),
        front = _front.Count,
        best = new[] { 0.95, 0.98, 0.99 }.Select(level => _front.Where(n => this[n].Accuracy >= level).Select(n => Math.Round(this[n].Compression!.Value, 3)).DefaultIfEmpty(0).Max()),
        spent = new { requests = 48, inputTokens = 182_400, outputTokens = 31_250, cost = 0.4213 },
        currency = "USD",
        priority = Priority,
    };

    public object Document(bool isExported, IReadOnlyList<int>? detailed = null, int? lastEvent = null)
    {
        var shown = detailed ?? [.. _front.Append(1).Append(Recommended).Distinct().Where(n => n >= 1 && n <= Trials.Count).Take(24)];
        return new
        {
            format = "glyph-report",
            version = 1,
            glyph = "0.1.0",
            generatedAt = "2026-11-27T10:00:00Z",
            search = Info(),
            mark = Trials.Count > 0 ? 1 : (int?)null,
            recommended = Recommended > 0 ? Recommended : (int?)null,
            trials = TrialColumns.Of(Trials),
            generations = _generations,
            analysis = _front.Count > 0 ? Analysis() : null,
            journal = SyntheticJournal.Of(Trials),
            lastEvent,
            details = isExported ? shown.Select(Detail) : null,
            pages = isExported ? shown.Select(n => SyntheticPages.Of(this[n])) : null,
            receipt = isExported ? new { glyph = "0.1.0", search = Id } : null,
        };
    }

    public object Detail(int number) => new
    {
        trial = number,
        config = this[number].Config,
        worst = new[]
        {
            new { item = "austen.txt:1204", truth = "key 7G4-QX19 was kept in the drawer", read = "key 7C4-OX19 was kept in the drawer", accuracy = 0.94 },
            new { item = Hostile.Link, truth = "about " + Hostile.Script, read = "abcut " + Hostile.Image, accuracy = 0.41 },
        },
        confusions = new[] { new { truth = "l", read = "I", count = 14 }, new { truth = "rn", read = "m", count = 9 }, new { truth = "0", read = "O", count = 6 }, new { truth = "<", read = Hostile.Image, count = 1 } },
        outcomes = new Dictionary<string, int>(StringComparer.Ordinal) { ["right"] = 101, ["partial"] = 22, ["silently-wrong"] = 5 },
    };

    /// <summary>Adds a trial as a running search does.</summary>
    public SyntheticTrial Append(Dice dice, double? accuracy = null, double? compression = null)
    {
        var trial = SyntheticTrials.One(Trials.Count + 1, 1000, dice);
        if (accuracy is not null)
        {
            trial = trial with { Status = "complete", Accuracy = accuracy, Compression = compression, Error = null };
        }

        Trials.Add(trial);
        Join(trial);
        return trial;
    }

    private object Analysis()
    {
        var members = _front.Select((n, i) => new { trial = n, probability = Math.Round(1.0 / (1 + i * 0.3), 3) });
        return new
        {
            importance = new[] { ("font-size", 0.41, 0.38), ("line-height", 0.22, 0.31), ("font-path", 0.12, 0.06), ("horizontal-scale", 0.08, 0.05), ("page-size", 0.03, 0.02), ("margin-x", 0.01, 0.04) }
                .Select(i => new { parameter = i.Item1, accuracy = i.Item2, compression = i.Item3 }),
            attainment = new { evaluations = new[] { 25, 50 }, hypervolume = new[] { 2.1, 2.8 }, best = new[] { new[] { 3.1, 3.8 }, [2.4, 2.9], [0, 2.2] } },
            membership = members,
            needs = new object[]
            {
                Need("ids-exact", isMet: false, null, "every trial let identifiers come back as something else"),
                Need("prose-cheapest", isMet: true, Recommended, "the highest compression of those whose accuracy is surely at least 95 %"),
                Need("balanced", isMet: true, _front[_front.Count / 2], "the knee of the front, where more compression begins to cost much accuracy"),
            },
        };
    }

    private object Need(string need, bool isMet, int? trial, string why) => new
    {
        need,
        isMet,
        trial,
        accuracy = trial is { } n ? this[n].Accuracy : null,
        compression = trial is { } m ? this[m].Compression : null,
        why,
    };

    private void Grow()
    {
        foreach (var generation in Trials.GroupBy(t => t.Generation))
        {
            var gained = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var trial in generation)
            {
                var before = _volume;
                Join(trial);
                gained[trial.Proposer] = gained.GetValueOrDefault(trial.Proposer) + _volume - before;
            }

            _generations.Add(new
            {
                number = generation.Key,
                evaluations = Trials.Take(generation.Last().Number).Count(t => t.IsEvaluation),
                hypervolume = _volume,
                elapsed = generation.Key * 2.0,
                front = _front.ToArray(),
                proposers = gained.Select(g => new
                {
                    proposer = g.Key,
                    places = 2,
                    proposed = generation.Count(t => t.Proposer.Equals(g.Key, StringComparison.Ordinal)) + 1,
                    evaluations = generation.Count(t => t.Proposer.Equals(g.Key, StringComparison.Ordinal) && t.IsEvaluation),
                    gained = Math.Round(g.Value, 5),
                    dropped = new Dictionary<string, int>(StringComparer.Ordinal) { ["duplicate"] = 1 },
                }),
            });
        }
    }

    private void Join(SyntheticTrial trial)
    {
        if (trial.Accuracy is not { } accuracy || trial.Compression is not { } compression
            || _front.Exists(n => this[n].Accuracy >= accuracy && this[n].Compression >= compression))
        {
            return;
        }

        _front.RemoveAll(n => this[n].Accuracy <= accuracy && this[n].Compression <= compression);
        _front.Add(trial.Number);
        _front.Sort((a, b) => this[a].Compression!.Value.CompareTo(this[b].Compression!.Value));
        _volume = 0;
        var covered = 0.5;
        foreach (var n in _front.Where(n => this[n].Accuracy > 0.5 && this[n].Compression > 0.5))
        {
            _volume += (this[n].Accuracy!.Value - 0.5) * (this[n].Compression!.Value - covered);
            covered = this[n].Compression!.Value;
        }
    }
}
