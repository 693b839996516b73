using Glyph.Core;
using Glyph.TestServer.Behaviours;

namespace Glyph.TestServer;

/// <summary>What a server counts, and the script that it follows.</summary>
public sealed class ServerState
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _keys = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _behaviours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private Script _script = new();
    private int[] _used = [];
    private string _lastBody = "";
    private long _requests;
    private long _now;
    private long _most;
    private long _promptTokens;
    private long _answerTokens;
    private long _answers;

    /// <summary>The body of the last request, as it was sent.</summary>
    public string LastBody
    {
        get
        {
            lock (_lock)
            {
                return _lastBody;
            }
        }
    }

    /// <summary>Follows a script from now on.</summary>
    public void Begin(Script script)
    {
        lock (_lock)
        {
            (_script, _used) = (script, new int[script.Steps.Count]);
            _asked.Clear();
        }
    }

    /// <summary>What was counted.</summary>
    public ServerStats Stats()
    {
        lock (_lock)
        {
            return new ServerStats(
                _requests, _promptTokens, _answerTokens, _answers, _answered.Count, _most, [.. _keys], new SortedDictionary<string, long>(_behaviours, StringComparer.Ordinal));
        }
    }

    internal void Enter(string? key, string body)
    {
        lock (_lock)
        {
            _lastBody = body;
            _requests++;
            _most = Math.Max(_most, ++_now);
            _keys.Add(key ?? "");
        }
    }

    internal void Leave()
    {
        lock (_lock)
        {
            _now--;
        }
    }

    /// <summary>How to treat a request.</summary>
    internal Step Next(string question)
    {
        lock (_lock)
        {
            var asked = _asked[question] = _asked.GetValueOrDefault(question) + 1;
            for (var i = 0; i < _script.Steps.Count; i++)
            {
                var step = _script.Steps[i];
                var drawn = new RandomStream(_script.Seed, FormattableString.Invariant($"{i}/{asked}/{question}")).NextDouble();
                if (drawn < step.Probability && (step.Count is null || _used[i] < step.Count))
                {
                    _used[i]++;
                    return step;
                }
            }

            return new Step();
        }
    }

    internal void Did(Behaviour behaviour)
    {
        lock (_lock)
        {
            _behaviours[behaviour.ToString()] = _behaviours.GetValueOrDefault(behaviour.ToString()) + 1;
        }
    }

    internal void Charge(long promptTokens, long answerTokens)
    {
        lock (_lock)
        {
            _promptTokens += promptTokens;
            _answerTokens += answerTokens;
        }
    }

    internal void Answered(string question)
    {
        lock (_lock)
        {
            _answers++;
            _answered.Add(question);
        }
    }
}
