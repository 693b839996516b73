using Glyph.Assets;
using Glyph.Reading.Recognition;

namespace Glyph.Reading.Tests.Recognition;

public sealed class LineBatcherTests
{
    [Fact]
    public void Groups_lines_by_width_gives_full_batches_and_loses_none()
    {
        using var recogniser = Open();
        var batcher = new LineBatcher(maxBatch: 3);
        var batches = Enumerable.Range(0, 50)
            .SelectMany(id => batcher.Add(recogniser, new LineImage(id, 320 + (32 * (id % 11)), [])))
            .ToList();
        batches.AddRange(batcher.Rest());

        Assert.Equal(Enumerable.Range(0, 50), batches.SelectMany(b => b.Lines).Select(l => l.Id).Order());
        Assert.All(batches, b => Assert.Single(b.Lines.Select(l => l.Width).Distinct()));
        Assert.All(batches, b => Assert.InRange(b.Lines.Count, 1, 3));
        Assert.Empty(batcher.Rest());
    }

    [Fact]
    public void A_batch_answers_as_its_lines_do_one_by_one()
    {
        using var recogniser = Open();
        var page = DrawnText.Page(DrawnText.Sans, 12, ["A first line", "another line", "the last line"]);
        using var image = page.Image;
        var cropper = new LineCropper(RecogniserReader.DefaultMargins);
        var lines = page.Lines.Select(line => cropper.Crop(image, new LineToCrop(line.Id, line.Box, line.Text.Length, recogniser.CellWidth))).ToList();
        var widths = lines.Select(line => line.Width).Distinct();

        Assert.Single(widths);
        Assert.Equal(page.Lines.Select(line => line.Text), recogniser.Read(lines));
        Assert.Equal(lines.Select(line => recogniser.Read([line])[0]), recogniser.Read(lines));
    }

    private static Recogniser Open() =>
        Recogniser.Open(ShippedAssets.EnglishRecogniser, RecogniserReader.EnglishCellWidth, new ExecutionDevice("CPU", false, 1, 3));
}
