using System.Text.Json;
using Glyph.Core;
using Glyph.Daemon.Exporting;
using Glyph.Daemon.Reporting;

namespace Glyph.Daemon.Tests.Exporting;

public sealed class ReportExportTests : IDisposable
{
    private readonly ExportSamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [Fact]
    public async Task A_report_holds_details_and_pages_of_the_front_the_mark_and_the_recommended()
    {
        byte[] given = [];
        using var context = _samples.Context(page: (stream, json) =>
        {
            given = json.ToArray();
            stream.Write("<!doctype html>"u8);
        });
        using var html = new MemoryStream();
        await ReportExport.WriteAsync([context, context], html, TestContext.Current.CancellationToken);
        Assert.Equal("<!doctype html>"u8, html.ToArray());

        var searches = JsonDocument.Parse(given).RootElement.GetProperty("searches");
        Assert.Equal(2, searches.GetArrayLength());
        var report = searches[0];
        var numbers = report.GetProperty("details").EnumerateArray().Select(d => d.GetProperty("trial").GetInt32()).ToList();
        Assert.Contains(1, numbers);
        Assert.Equal(numbers.Order().Distinct(), numbers);
        var pages = report.GetProperty("pages");
        Assert.Equal(numbers, pages.EnumerateArray().Select(p => p.GetProperty("trial").GetInt32()));
        foreach (var trial in pages.EnumerateArray())
        {
            Assert.InRange(trial.GetProperty("pages").GetArrayLength(), 1, 2);
            Assert.Contains("the reader is not here", trial.GetProperty("note").GetString(), StringComparison.Ordinal);
            var page = trial.GetProperty("pages")[0];
            var png = Convert.FromBase64String(page.GetProperty("image").GetString()!["data:image/png;base64,".Length..]);
            using var image = SkiaSharp.SKBitmap.Decode(png);
            Assert.Equal((page.GetProperty("width").GetInt32(), page.GetProperty("height").GetInt32()), (image.Width, image.Height));
        }

        Assert.False(report.TryGetProperty("receipt", out _));
    }

    [Fact]
    public async Task Without_pages_nothing_is_opened_and_a_build_without_the_page_says_so()
    {
        using var context = _samples.Context(page: (_, _) => { }, reportPages: 0);
        Assert.Empty((await ReportExport.DocumentAsync(context, TestContext.Current.CancellationToken)).Pages!);
        Assert.Equal(0, _samples.Opened);

        using var lacking = _samples.Context();
        var error = await Assert.ThrowsAsync<GlyphException>(() => ReportExport.WriteAsync([lacking], Stream.Null, TestContext.Current.CancellationToken));
        Assert.Contains("without the dashboard", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_thousand_trials_take_less_than_eight_megabytes()
    {
        foreach (var number in Enumerable.Range(13, 4_988))
        {
            var trial = Reporting.Samples.Trial(number, accuracy: 0.3 + (number / 100_000.0), compression: 1 + (number / 7_777.0));
            _samples.Store.Append("s", trial with { Measurement = trial.Measurement! with { Rungs = [.. Enumerable.Repeat(trial.Measurement.Accuracy, 4)] } });
        }

        using var context = _samples.Context(page: (_, _) => { }, reportPages: 0);
        var json = JsonSerializer.SerializeToUtf8Bytes(new Report([await ReportExport.DocumentAsync(context, TestContext.Current.CancellationToken)]), GlyphJson.Compact);
        Assert.InRange(json.Length, 1_000_000, 8_000_000);
    }
}
