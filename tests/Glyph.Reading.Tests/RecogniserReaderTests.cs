using Glyph.Assets;
using Glyph.Core;
using Glyph.Core.Reading;

namespace Glyph.Reading.Tests;

public sealed class RecogniserReaderTests(RecogniserReaderTests.SharedReader shared) : IClassFixture<RecogniserReaderTests.SharedReader>
{
    private static readonly string[] English =
    [
        "The harbour was quiet before the first boats came in.",
        "She paid 14.50 for two maps, a lamp and some rope.",
        "Why did nobody tell the captain about the storm?",
    ];

    private static readonly string[] Chinese =
    [
        "清晨的港口很安静，渔船还没有回来。",
        "她买了两张地图和一盏灯，一共花了十四元。",
        "没有人告诉船长暴风雨就要来了。",
    ];

    private readonly RecogniserReader _reader = shared.Reader;

    [Theory]
    [InlineData(DrawnText.Sans, 9)]
    [InlineData(DrawnText.Sans, 12)]
    [InlineData(DrawnText.Sans, 24)]
    [InlineData("Roboto_400Regular.ttf", 12)]
    [InlineData("RobotoCondensed_400Regular.ttf", 13)]
    [InlineData("SourceSerif4_400Regular.ttf", 13)]
    public async Task Reads_english_exactly(string font, float em) =>
        Assert.Equal(English, await DrawnText.ReadAsync(_reader, DrawnText.Page(font, em, English)));

    [Theory]
    [InlineData(12)]
    [InlineData(24)]
    public async Task Reads_chinese_exactly(float em) =>
        Assert.Equal(Chinese, (await DrawnText.ReadAsync(_reader, DrawnText.Page(DrawnText.Chinese, em, Chinese))).Select(a => a.Replace(',', '，')));

    [Fact]
    public async Task Reads_light_text_on_a_dark_page() =>
        Assert.Equal(English, await DrawnText.ReadAsync(_reader, DrawnText.Page(DrawnText.Sans, 12, English, inverted: true)));

    [Fact]
    public async Task Reads_squeezed_text() =>
        Assert.Equal(English, await DrawnText.ReadAsync(_reader, DrawnText.Page(DrawnText.Sans, 12, English, squeeze: 0.7f)));

    [Fact]
    public async Task What_is_too_small_to_read_is_not_read()
    {
        // Proof that answers come from the pixels: at 2 px an em there is nothing to read.
        var answers = await DrawnText.ReadAsync(_reader, DrawnText.Page(DrawnText.Sans, 2, English));

        Assert.All(answers.Zip(English), pair => Assert.NotEqual(pair.Second, pair.First));
    }

    [Fact]
    public async Task The_text_given_is_never_the_answer()
    {
        var page = DrawnText.Page(DrawnText.Sans, 12, English);
        var lied = page with { Lines = [.. page.Lines.Select(line => line with { Text = new string('x', line.Text.Length) })] };

        Assert.Equal(English, await DrawnText.ReadAsync(_reader, lied));
    }

    [Fact]
    public async Task An_answer_does_not_depend_on_what_is_read_beside_it()
    {
        string[] lines = [.. English, "Short.", "A line that cannot be read without a single mistake at this size"];
        var together = await DrawnText.ReadAsync(_reader, DrawnText.Page(DrawnText.Sans, 5, lines));
        using var oneThread = new RecogniserReader(new RecogniserOptions { Threads = 1 });
        foreach (var index in Enumerable.Range(0, lines.Length))
        {
            var page = DrawnText.Page(DrawnText.Sans, 5, lines);
            var alone = await DrawnText.ReadAsync(oneThread, page with { Lines = [page.Lines[index] with { Id = 0 }] });
            Assert.Equal(together[index], alone[0]);
        }
    }

    [Fact]
    public async Task Reads_many_pages_and_disposes_each()
    {
        var pages = Enumerable.Range(0, 4)
            .Select(p => DrawnText.Page(DrawnText.Sans, 12, [English[p % 3]]))
            .Select((page, p) => page with { Lines = [page.Lines[0] with { Id = p }] })
            .ToArray();

        Assert.Equal([English[0], English[1], English[2], English[0]], await DrawnText.ReadAsync(_reader, pages));
        Assert.All(pages, page => Assert.Throws<ObjectDisposedException>(() => page.Image.Pixels.Length));
    }

    [Fact]
    public async Task An_error_of_the_page_source_comes_out()
    {
        static async IAsyncEnumerable<ReadRequest> Pages()
        {
            yield return new ReadRequest { Id = 0, Pages = [DrawnText.Page(DrawnText.Sans, 12, English)] };
            await Task.Yield();
            throw new RenderException("no second page");
        }

        var error = await Assert.ThrowsAsync<RenderException>(async () =>
        {
            await foreach (var _ in _reader.ReadAsync(Pages(), TestContext.Current.CancellationToken))
            {
            }
        });
        Assert.Equal("no second page", error.Message);
    }

    [Fact]
    public async Task Stops_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        async IAsyncEnumerable<ReadRequest> Endless()
        {
            while (true)
            {
                yield return new ReadRequest { Id = 0, Pages = [DrawnText.Page(DrawnText.Sans, 12, English)] };
                await Task.Yield();
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _reader.ReadAsync(Endless(), cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
    }

    [Fact]
    public void Says_who_reads()
    {
        Assert.Equal("ppocr", _reader.Identity.Id);
        Assert.Equal(ShippedAssets.EnglishRecogniser.Sha256, _reader.Identity.Models["en-ppocr-v3"]);
        Assert.Equal(2, _reader.Identity.Models.Count);
        Assert.Matches("CPU|CUDA", _reader.Identity.Device);
    }

    [Fact]
    public void Knows_its_alphabets()
    {
        var ascii = Enumerable.Range(' ', 95).Select(c => ((char)c).ToString()).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(ascii.Order(StringComparer.Ordinal), _reader.AlphabetFor("Plain text.").Order(StringComparer.Ordinal));

        var chinese = _reader.AlphabetFor("第 one");
        Assert.InRange(chinese.Count, 6_600, 6_625);
        Assert.Superset(new HashSet<string>(["第", "，", "a", " "], StringComparer.Ordinal), chinese.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void A_missing_and_an_altered_model_are_named()
    {
        var folder = Directory.CreateTempSubdirectory("glyph-model-").FullName;
        try
        {
            var path = Path.Combine(folder, "model.onnx");
            var model = ShippedAssets.EnglishRecogniser with { Path = path };
            Assert.Contains("Build Glyph again", Error(model), StringComparison.Ordinal);

            File.WriteAllText(path, "not the model");
            Assert.Contains($"expected {model.Sha256}", Error(model), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static string Error(ShippedModel model)
        {
            using var reader = new RecogniserReader(new RecogniserOptions(), model, ShippedAssets.ChineseRecogniser, RecogniserReader.DefaultMargins);
            var error = Assert.Throws<ReaderException>(() => reader.AlphabetFor("text"));
            Assert.Contains(model.Path, error.Message, StringComparison.Ordinal);
            return error.Message;
        }
    }

    [Fact]
    public void Needs_a_thread() => Assert.Throws<InvalidInputException>(() => new RecogniserReader(new RecogniserOptions { Threads = 0 }));

    public sealed class SharedReader : IDisposable
    {
        public RecogniserReader Reader { get; } = new();

        public void Dispose() => Reader.Dispose();
    }
}
