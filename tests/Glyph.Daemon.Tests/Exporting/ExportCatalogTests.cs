using System.Text.Json;
using System.Xml.Linq;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Trials;
using Glyph.Daemon.Exporting;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Exporting;

public sealed class ExportCatalogTests : IDisposable
{
    private readonly ExportSamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [Fact]
    public async Task What_needs_no_proof_is_exported_without_a_reader()
    {
        using var folder = new TemporaryFolder();
        using var context = _samples.Context(folder.Path);
        var formats = ExportCatalog.Choose([]).Where(format => format.Name is not "receipt").ToList();
        var result = await SearchExporter.ExportAsync(context, formats, folder.Path, TestContext.Current.CancellationToken);
        Assert.Equal(0, _samples.Opened);
        Assert.Null(result.Receipt);
        Assert.Equal(
            ["DejaVuSans.ttf", "best.json", "front.json", "front.csv", "trials.csv", "trials.parquet", "best.vtcbench.yaml", "render.cs", "render.py", "front.svg", "front.png"],
            result.Files, StringComparer.Ordinal);
        Assert.All(result.Files, file => Assert.True(new FileInfo(folder.File(file)).Length > 0));
        Assert.Equal(result.Files.Order(StringComparer.Ordinal), Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal), StringComparer.Ordinal);

        var config = RenderConfigJson.Parse(await File.ReadAllTextAsync(folder.File("best.json"), TestContext.Current.CancellationToken), "best.json");
        Assert.Equal(folder.File("DejaVuSans.ttf"), config.Font);
        Assert.Equal(205, config.PageHeight);
    }

    [Fact]
    public async Task A_file_alone_names_the_font_beside_it()
    {
        using var context = _samples.Context();
        using var stream = new MemoryStream();
        await ExportCatalog.Find("config")!.WriteAsync(context, stream, TestContext.Current.CancellationToken);
        Assert.Equal("DejaVuSans.ttf", JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("font-path").GetString());
    }

    [Fact]
    public void Names_are_unique_and_can_be_asked_for_alone_or_in_groups()
    {
        Assert.Equal(ExportCatalog.All.Count, ExportCatalog.All.DistinctBy(format => format.Name, StringComparer.Ordinal).Count());
        Assert.All(ExportCatalog.All, format => Assert.Same(format, ExportCatalog.Find(format.Name)));
        Assert.Equal(["front-svg", "front-png"], ExportCatalog.Choose(["front-image"]).Select(format => format.Name), StringComparer.Ordinal);
        Assert.Equal(["font", "config", "front-svg"], ExportCatalog.Choose(["config", "front-svg"]).Select(format => format.Name), StringComparer.Ordinal);
        var error = Assert.Throws<InvalidInputException>(() => ExportCatalog.Choose(["parket", "csv", "pdf"]));
        Assert.Equal(2, error.Problems.Count);
        Assert.Contains("'parquet'", error.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picture_is_one_drawing_as_svg_and_png()
    {
        var data = FrontData.Of(SearchSummary.Of(_samples.Store, _samples.Store.Find("s")!));
        using var svg = new MemoryStream();
        using var png = new MemoryStream();
        await FrontPicture.WriteSvgAsync(data, svg);
        await FrontPicture.WritePngAsync(data, png);
        svg.Position = 0;
        Assert.Equal("svg", XDocument.Load(svg).Root!.Name.LocalName);
        using var image = SkiaSharp.SKBitmap.Decode(png.ToArray());
        Assert.Equal((1361, 1055), (image.Width, image.Height));
        Assert.Contains(image.Pixels, pixel => pixel == new SkiaSharp.SKColor(0xD5, 0x5E, 0x00));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_picture_of_nothing_and_of_one_perfect_trial_can_be_drawn(int trials)
    {
        var point = new FrontPoint(3, new AccuracyEstimate(1, 1, 1, 0.95, 8, 100), false);
        using var png = new MemoryStream();
        await FrontPicture.WritePngAsync(new FrontData([.. Enumerable.Repeat(point, trials)], [], null, null), png);
        Assert.True(png.Length > 0);
    }

    [Fact]
    public void The_front_of_the_picture_is_by_the_accuracy_to_believe()
    {
        var data = FrontData.Of(SearchSummary.Of(_samples.Store, _samples.Store.Find("s")!));
        Assert.Equal(data.Front.OrderBy(p => p.Compression).Select(p => p.Accuracy.Mean), data.Front.OrderByDescending(p => p.Accuracy.Mean).Select(p => p.Accuracy.Mean));
        Assert.Equal(12, data.Front.Count + data.Others.Count);

        // Trial 5 was read again, and better than trials 1 to 4 at less compression.
        Assert.Equal(0.99, data.Front[0].Accuracy.Mean, 9);
        Assert.Equal(4, data.Others.Count);
    }
}
