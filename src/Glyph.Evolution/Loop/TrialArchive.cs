using System.Collections;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Loop;

/// <summary>
/// All trials of a running search: their numbers in memory, whole ones as they are asked for. Trials of a generation may come
/// in any order, those of the generations before are all there.
/// </summary>
internal sealed class TrialArchive
{
    /// <summary>Whole trials kept in memory at most, so that a long search stays small.</summary>
    private const int MostKept = 2000;

    private readonly SortedList<int, TrialPoint> _late = [];
    private readonly List<TrialPoint> _points = [];
    private readonly Dictionary<string, int> _byConfig = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byPages = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Trial> _kept = [];
    private readonly Lock _lock = new();
    private readonly Func<int, Trial?> _load;

    /// <summary>Opens an archive.</summary>
    /// <param name="points">What is there already.</param>
    /// <param name="load">Loads a whole trial.</param>
    public TrialArchive(IEnumerable<TrialPoint> points, Func<int, Trial?> load)
    {
        _load = load;
        foreach (var point in points)
        {
            Add(point);
        }
    }

    /// <summary>The numbers of every trial so far, in no order that matters.</summary>
    public IEnumerable<TrialPoint> All => _points.Concat(_late.Values);

    /// <summary>How many there are.</summary>
    public int Count => _points.Count + _late.Count;

    /// <summary>Whether there is a trial of that number.</summary>
    public bool Contains(int number) => number <= _points.Count || _late.ContainsKey(number);

    /// <summary>Takes a finished trial in.</summary>
    public void Add(Trial trial)
    {
        Add(TrialPoint.Of(trial));
        lock (_lock)
        {
            Keep(trial);
        }
    }

    /// <summary>The trials of the generations before one.</summary>
    public ITrialHistory Before(int generation)
    {
        // Generations rise with numbers, so that those before one are a beginning of the list.
        var (low, high) = (0, _points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _points[middle].Generation < generation ? (middle + 1, high) : (low, middle);
        }

        return new Beginning(this, low);
    }

    private void Add(TrialPoint point)
    {
        _late.Add(point.Number, point);
        while (_late.Count > 0 && _late.Keys[0] == _points.Count + 1)
        {
            _points.Add(_late.Values[0]);
            _late.RemoveAt(0);
        }

        AddLeast(_byConfig, point.ConfigHash, point.Number);
        if (point.PagesHash is { } pages)
        {
            AddLeast(_byPages, pages, point.Number);
        }
    }

    private static void AddLeast(Dictionary<string, int> numbers, string key, int number)
    {
        if (!numbers.TryGetValue(key, out var known) || known > number)
        {
            numbers[key] = number;
        }
    }

    private Trial Get(int number)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(number, out var trial))
            {
                trial = _load(number) ?? throw new ArgumentOutOfRangeException(nameof(number), number, "There is no such trial.");
                Keep(trial);
            }

            return trial;
        }
    }

    private void Keep(Trial trial)
    {
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        _kept[trial.Number] = trial;
    }

    /// <summary>The first trials of the archive.</summary>
    private sealed class Beginning(TrialArchive archive, int count) : ITrialHistory, IReadOnlyList<TrialPoint>
    {
        public IReadOnlyList<TrialPoint> Points => this;

        public int Count => count;

        public TrialPoint this[int index] => index < count ? archive._points[index] : throw new ArgumentOutOfRangeException(nameof(index));

        public Trial Get(int number) => number >= 1 && number <= count ? archive.Get(number) : throw new ArgumentOutOfRangeException(nameof(number), number, "There is no such trial.");

        public int? FindConfig(string configHash) => Find(archive._byConfig, configHash);

        public int? FindPages(string pagesHash) => Find(archive._byPages, pagesHash);

        public IEnumerator<TrialPoint> GetEnumerator() => archive._points.Take(count).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private int? Find(Dictionary<string, int> numbers, string key) => numbers.TryGetValue(key, out var number) && number <= count ? number : null;
    }
}
