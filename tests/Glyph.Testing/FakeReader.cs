using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;

namespace Glyph.Testing;

/// <summary>A reader that answers a function of the truth, page by page and last line first; it knows printable ASCII.</summary>
public sealed class FakeReader(Func<string, string> answer) : IReader
{
    private static readonly FrozenSet<string> Ascii = Enumerable.Range(32, 95).Select(c => ((char)c).ToString()).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every line that was shown, in no order.</summary>
    public ConcurrentBag<string> Shown { get; } = [];

    /// <summary>The size of every image that was shown, in no order.</summary>
    public ConcurrentBag<PixelSize> Sizes { get; } = [];

    public ReaderIdentity Identity { get; } = new("fake", new Dictionary<string, string>(StringComparer.Ordinal), "none");

    public IReadOnlySet<string> AlphabetFor(string text) => Ascii;

    public async IAsyncEnumerable<LineReading> ReadAsync(
        IAsyncEnumerable<PageToRead> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            using var image = page.Image;
            Sizes.Add(image.Size);
            foreach (var line in page.Lines.Reverse())
            {
                Shown.Add(line.Text);
                yield return new LineReading(line.Id, answer(line.Text));
            }
        }
    }
}
