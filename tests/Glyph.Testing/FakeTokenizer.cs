using Glyph.Core.Costs;

namespace Glyph.Testing;

/// <summary>One token a word; it counts how often it was asked.</summary>
public sealed class FakeTokenizer : ITextTokenizer
{
    private int _calls;

    /// <summary>How often it was asked.</summary>
    public int Calls => _calls;

    public string Id => "words";

    public int Count(string text)
    {
        Interlocked.Increment(ref _calls);
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
    }
}
