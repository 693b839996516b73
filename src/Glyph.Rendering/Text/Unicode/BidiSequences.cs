using static Glyph.Rendering.Text.Unicode.BidiClass;

namespace Glyph.Rendering.Text.Unicode;

/// <summary>
/// Levels from the characters themselves, isolating run sequence by isolating run sequence (X10): weak types (W1 to W7),
/// neutrals (N1, N2) and implicit levels (I1, I2); brackets (N0) are <see cref="BidiBrackets"/>' part.
/// </summary>
internal readonly ref struct BidiSequences(
    ReadOnlySpan<char> text, ReadOnlySpan<BidiClass> classes, Span<BidiClass> resolved, Span<byte> levels, ReadOnlySpan<int> isolates, byte own)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly ReadOnlySpan<BidiClass> _classes = classes;
    private readonly Span<BidiClass> _resolved = resolved;
    private readonly Span<byte> _levels = levels;
    private readonly ReadOnlySpan<int> _isolates = isolates;
    private readonly byte _own = own;

    /// <summary>Whether a type is neutral, or an isolate's mark.</summary>
    public static bool IsNeutral(BidiClass type) => type is B or S or WS or ON or FSI or LRI or RLI or PDI;

    /// <summary>Resolves every sequence.</summary>
    public void Resolve()
    {
        // Runs, by their first character, which are sequences or parts of one: a run that starts with a matched PDI goes on
        // where its isolate's initiator ended another.
        var explicitLevels = _levels.ToArray();
        var runs = Runs(explicitLevels);
        var members = new List<int>();
        for (var r = 0; r < runs.Count; r++)
        {
            var first = runs[r].First;
            if (_classes[first] == PDI && _isolates[first] >= 0)
            {
                continue;
            }

            members.Clear();
            for (var run = runs[r]; ;)
            {
                AddTo(members, run);
                var last = members[^1];
                if (_classes[last] is not (LRI or RLI or FSI) || _isolates[last] < 0)
                {
                    break;
                }

                run = runs[RunStartingAt(runs, _isolates[last])];
            }

            ResolveSequence(members, explicitLevels);
        }
    }

    private static int RunStartingAt(List<(int First, int End)> runs, int position)
    {
        var (low, high) = (0, runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = runs[middle].First < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private List<(int First, int End)> Runs(ReadOnlySpan<byte> explicitLevels)
    {
        var runs = new List<(int First, int End)>();
        for (var i = 0; i < _classes.Length;)
        {
            if (BidiParagraph.IsRemoved(_classes[i]))
            {
                i++;
                continue;
            }

            var first = i;
            for (i++; i < _classes.Length && (BidiParagraph.IsRemoved(_classes[i]) || explicitLevels[i] == explicitLevels[first]); i++)
            {
                // the run goes on
            }

            runs.Add((first, i));
        }

        return runs;
    }

    private void AddTo(List<int> members, (int First, int End) run)
    {
        for (var i = run.First; i < run.End; i++)
        {
            if (!BidiParagraph.IsRemoved(_classes[i]))
            {
                members.Add(i);
            }
        }
    }

    private void ResolveSequence(List<int> members, ReadOnlySpan<byte> explicitLevels)
    {
        var level = explicitLevels[members[0]];
        var before = members[0] - 1;
        while (before >= 0 && BidiParagraph.IsRemoved(_classes[before]))
        {
            before--;
        }

        var last = members[^1];
        var after = last + 1;
        while (after < _classes.Length && BidiParagraph.IsRemoved(_classes[after]))
        {
            after++;
        }

        var opensIsolate = _classes[last] is LRI or RLI or FSI && _isolates[last] < 0;
        var start = Direction(Math.Max(level, before >= 0 ? explicitLevels[before] : _own));
        var end = Direction(Math.Max(level, after < _classes.Length && !opensIsolate ? explicitLevels[after] : _own));
        ResolveWeak(members, start);
        BidiBrackets.Resolve(_text, _classes, _resolved, members, Direction(level), start);
        ResolveNeutral(members, Direction(level), start, end);
        foreach (var i in members)
        {
            _levels[i] = (byte)(level + ((level & 1, _resolved[i]) switch
            {
                (0, R) => 1,
                (0, AN or EN) => 2,
                (1, L or EN or AN) => 1,
                _ => 0,
            }));
        }
    }

    private static BidiClass Direction(int level) => (level & 1) == 1 ? R : L;

    private void ResolveWeak(List<int> members, BidiClass start)
    {
        var before = start; // of the character before, after W1
        var strong = start; // the last of L, R, AL
        for (var m = 0; m < members.Count; m++)
        {
            ref var type = ref _resolved[members[m]];
            if (type == NSM)
            {
                type = before is LRI or RLI or FSI or PDI ? ON : before; // W1
            }

            before = type;
            strong = type is L or R or AL ? type : strong;
            type = (type, strong) switch
            {
                (EN, AL) => AN, // W2
                _ => type,
            };
        }

        for (var m = 0; m < members.Count; m++)
        {
            ref var type = ref _resolved[members[m]];
            type = type == AL ? R : type; // W3
        }

        for (var m = 1; m + 1 < members.Count; m++)
        {
            ref var type = ref _resolved[members[m]];
            var (left, right) = (_resolved[members[m - 1]], _resolved[members[m + 1]]);
            if (left == right && ((type is ES or CS && left == EN) || (type == CS && left == AN)))
            {
                type = left; // W4
            }
        }

        ResolveTerminators(members);
        strong = start;
        foreach (var i in members)
        {
            ref var type = ref _resolved[i];
            type = type is ES or ET or CS ? ON : type; // W6
            strong = type is L or R ? type : strong;
            type = type == EN && strong == L ? L : type; // W7
        }
    }

    /// <summary>W5</summary>
    private void ResolveTerminators(List<int> members)
    {
        for (var m = 0; m < members.Count; m++)
        {
            if (_resolved[members[m]] != ET)
            {
                continue;
            }

            var first = m;
            while (m + 1 < members.Count && _resolved[members[m + 1]] == ET)
            {
                m++;
            }

            var numbers = (first > 0 && _resolved[members[first - 1]] == EN) || (m + 1 < members.Count && _resolved[members[m + 1]] == EN);
            for (var k = first; numbers && k <= m; k++)
            {
                _resolved[members[k]] = EN;
            }
        }
    }

    private void ResolveNeutral(List<int> members, BidiClass embedding, BidiClass start, BidiClass end)
    {
        for (var m = 0; m < members.Count; m++)
        {
            if (!IsNeutral(_resolved[members[m]]))
            {
                continue;
            }

            var first = m;
            while (m + 1 < members.Count && IsNeutral(_resolved[members[m + 1]]))
            {
                m++;
            }

            var left = first > 0 ? Strong(_resolved[members[first - 1]]) : start;
            var right = m + 1 < members.Count ? Strong(_resolved[members[m + 1]]) : end;
            for (var k = first; k <= m; k++)
            {
                _resolved[members[k]] = left == right ? left : embedding; // N1, N2
            }
        }
    }

    /// <summary>Numbers count as right to left among neutrals.</summary>
    private static BidiClass Strong(BidiClass type) => type is EN or AN ? R : type;
}
