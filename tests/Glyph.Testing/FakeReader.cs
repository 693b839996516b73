using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Glyph.Core.Corpora;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;

namespace Glyph.Testing;

/// <summary>A reader of lines that answers a function of the truth; it knows printable ASCII.</summary>
public sealed class FakeReader(Func<string, string> answer) : IReader
{
    private static readonly FrozenSet<string> Ascii = Enumerable.Range(32, 95).Select(c => ((char)c).ToString()).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every line that was shown, in no order.</summary>
    public ConcurrentBag<string> Shown { get; } = [];

    /// <summary>The size of every image that was shown, in no order.</summary>
    public ConcurrentBag<PixelSize> Sizes { get; } = [];

    public ReaderIdentity Identity { get; } = new("fake", new Dictionary<string, string>(StringComparer.Ordinal), "none");

    public ReaderAbilities Abilities { get; } = new(ReadingUnit.Line, FrozenSet.Create(TaskKind.Transcribe), ResizesItself: false);

    public IReadOnlySet<string> AlphabetFor(string text) => Ascii;

    public async IAsyncEnumerable<ReadAnswer> ReadAsync(
        IAsyncEnumerable<ReadRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var request in requests.WithCancellation(cancellationToken))
        {
            foreach (var page in request.Pages)
            {
                using var image = page.Image;
                Sizes.Add(image.Size);
            }

            yield return new ReadAnswer { Id = request.Id, Lines = [.. request.Pages.SelectMany(page => page.Lines).Select(Read)] };
        }
    }

    private LineReading Read(LineToRead line)
    {
        Shown.Add(line.Text);
        return new LineReading(line.Id, answer(line.Text));
    }
}
