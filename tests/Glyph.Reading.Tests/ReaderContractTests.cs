using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Testing;

namespace Glyph.Reading.Tests;

public sealed class RecogniserReaderContractTests(RecogniserReaderTests.SharedReader shared) : ReaderContract, IClassFixture<RecogniserReaderTests.SharedReader>
{
    protected override IReader Reader => shared.Reader;

    protected override int PullBound => shared.Reader.MaxOpenRequests;

    protected override ReadRequest Request(int id) => new()
    {
        Id = id,
        Pages =
        [
            DrawnText.Page(DrawnText.Sans, 12, [$"page {id}"]),
            DrawnText.Page(DrawnText.Sans, 12, ["after it", $"line {id}"]),
        ],
    };
}

public sealed class FakeReaderContractTests : ReaderContract
{
    protected override IReader Reader { get; } = new FakeReader(text => text);

    protected override int PullBound => 1;

    protected override ReadRequest Request(int id) => new()
    {
        Id = id,
        Pages = [Page(id), Page(id + 1000)],
    };

    private static PageToRead Page(int id) => new(new PageImage(new PixelSize(4, 4)), [new LineToRead(id, new PixelBox(0, 0, 4, 4), $"line {id}")]);
}
