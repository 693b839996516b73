using System.Runtime.InteropServices;

namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>
/// How alike two texts are: twice the characters in matching blocks over the characters of both, in [0, 1]. The blocks are those
/// of Python's <c>difflib.SequenceMatcher</c> (Ratcliff and Metzener, "Pattern Matching: The Gestalt Approach", Dr. Dobb's
/// Journal, 1988), with its rule for long texts: in a reference of 200 characters or more, a character that makes up more than
/// 1 % of it starts no block. Characters are Unicode code points.
/// </summary>
internal sealed class SequenceRatio
{
    private const int LongText = 200;

    private readonly int[] _read;
    private readonly int[] _truth;
    private readonly Dictionary<int, List<int>> _places = [];
    private int[] _lengths;
    private int[] _nextLengths;

    private SequenceRatio(string read, string truth)
    {
        _read = CodePoints(read);
        _truth = CodePoints(truth);
        _lengths = new int[_truth.Length + 1];
        _nextLengths = new int[_truth.Length + 1];
        foreach (var (index, character) in _truth.Index())
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_places, character, out _) ??= []).Add(index);
        }

        if (_truth.Length >= LongText)
        {
            foreach (var popular in _places.Where(place => place.Value.Count > (_truth.Length / 100) + 1).Select(place => place.Key).ToList())
            {
                _places.Remove(popular);
            }
        }
    }

    /// <summary><c>SequenceMatcher(None, read, truth).ratio()</c>.</summary>
    public static double Of(string read, string truth)
    {
        var matcher = new SequenceRatio(read, truth);
        var length = matcher._read.Length + matcher._truth.Length;
        return length == 0 ? 1 : 2.0 * matcher.Matches() / length;
    }

    private static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

    private int Matches()
    {
        var matches = 0;
        var open = new Stack<(int ReadStart, int ReadEnd, int TruthStart, int TruthEnd)>([(0, _read.Length, 0, _truth.Length)]);
        while (open.TryPop(out var part))
        {
            var (read, truth, length) = Longest(part.ReadStart, part.ReadEnd, part.TruthStart, part.TruthEnd);
            if (length == 0)
            {
                continue;
            }

            matches += length;
            open.Push((part.ReadStart, read, part.TruthStart, truth));
            open.Push((read + length, part.ReadEnd, truth + length, part.TruthEnd));
        }

        return matches;
    }

    /// <summary>The longest block of two parts; of several, the first in the answer, then in the reference.</summary>
    private (int Read, int Truth, int Length) Longest(int readStart, int readEnd, int truthStart, int truthEnd)
    {
        var (read, truth, length) = (readStart, truthStart, 0);
        List<int> touched = [];
        for (var i = readStart; i < readEnd && truthStart < truthEnd; i++)
        {
            List<int> nextTouched = [];
            if (_places.TryGetValue(_read[i], out var places))
            {
                var from = places.BinarySearch(truthStart);
                for (var p = from < 0 ? ~from : from; p < places.Count && places[p] < truthEnd; p++)
                {
                    // Lengths are kept one place to the right, so that the first has a left neighbour.
                    var block = _nextLengths[places[p] + 1] = _lengths[places[p]] + 1;
                    nextTouched.Add(places[p] + 1);
                    if (block > length)
                    {
                        (read, truth, length) = (i - block + 1, places[p] - block + 1, block);
                    }
                }
            }

            touched.ForEach(place => _lengths[place] = 0);
            touched = nextTouched;
            (_lengths, _nextLengths) = (_nextLengths, _lengths);
        }

        touched.ForEach(place => _lengths[place] = 0);
        while (read > readStart && truth > truthStart && _read[read - 1] == _truth[truth - 1])
        {
            (read, truth, length) = (read - 1, truth - 1, length + 1);
        }

        while (read + length < readEnd && truth + length < truthEnd && _read[read + length] == _truth[truth + length])
        {
            length++;
        }

        return (read, truth, length);
    }
}
