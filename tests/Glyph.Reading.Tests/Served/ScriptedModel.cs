using System.Collections.Concurrent;
using System.Threading.Channels;
using Glyph.Core.Reading;

namespace Glyph.Reading.Tests.Served;

/// <summary>A model that does what the test says, question by question.</summary>
internal sealed class ScriptedModel(Func<int, ModelQuestion, CancellationToken, Task<ModelReply>> answer, int concurrency = 1) : IVisionModel
{
    private readonly Channel<int> _asked = Channel.CreateUnbounded<int>();
    private readonly ConcurrentDictionary<int, bool> _now = [];
    private int _count;
    private int _most;

    public ReaderIdentity Identity { get; } = new("scripted", new Dictionary<string, string>(StringComparer.Ordinal), "here");

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = "scripted" };

    public ModelLimits Limits { get; } = new(4, null, null, concurrency);

    /// <summary>How often it was asked.</summary>
    public int Count => _count;

    /// <summary>The most questions at a time.</summary>
    public int AtATime => _most;

    public static ModelReply Reply { get; } = new("text", FinishReason.Stop, 10, 2);

    /// <summary>Waits until it is asked once more than it was waited for.</summary>
    public async Task AskedAsync() => await _asked.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _count);
        _now[number] = true;
        InterlockedMax(_now.Count);
        _asked.Writer.TryWrite(number);
        try
        {
            return await answer(number, question, cancellationToken);
        }
        finally
        {
            _now.TryRemove(number, out _);
        }
    }

    private void InterlockedMax(int value)
    {
        for (var seen = _most; value > seen; seen = _most)
        {
            Interlocked.CompareExchange(ref _most, value, seen);
        }
    }
}
