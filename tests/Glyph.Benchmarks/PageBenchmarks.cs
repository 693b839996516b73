using BenchmarkDotNet.Attributes;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering;

namespace Glyph.Benchmarks;

/// <summary>One full page of the paper's config: drawn, and written in each format; against copying its pixels.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class PageBenchmarks : IDisposable
{
    private readonly PageRenderer _renderer = Samples.Renderer();
    private readonly MemoryStream _stream = new();
    private readonly PageLayout _page;
    private readonly PageLayout _coloredPage;
    private readonly PageImage _image;
    private readonly PageImage _coloredImage;
    private readonly byte[] _copy;

    public PageBenchmarks()
    {
        // Running text: every line of the page is full.
        var text = Samples.LongLine(100_000);
        _page = _renderer.LayOut(text, Samples.Latin).ElementAt(1);
        _coloredPage = _renderer.LayOut(text, Samples.Latin with { FontColor = new Rgb(160, 0, 0) }).ElementAt(1);
        _image = _renderer.Draw(_page);
        _coloredImage = _renderer.Draw(_coloredPage);
        _copy = new byte[_image.Pixels.Length];
    }

    [Benchmark(Baseline = true)]
    public void CopyThePixels() => _image.Pixels.CopyTo(_copy);

    [Benchmark]
    public void DrawGrey() => _renderer.Draw(_page).Dispose();

    [Benchmark]
    public void DrawColor() => _renderer.Draw(_coloredPage).Dispose();

    [Benchmark]
    public void WriteRaw() => Write(_image, ImageFormat.Raw);

    [Benchmark]
    public void WritePng() => Write(_image, ImageFormat.Png);

    [Benchmark]
    public void WritePngPalette() => Write(_coloredImage, ImageFormat.Png);

    [Benchmark]
    public void WriteJpeg() => Write(_image, ImageFormat.Jpeg);

    [Benchmark]
    public void WriteWebP() => Write(_image, ImageFormat.WebP);

    public void Dispose()
    {
        _image.Dispose();
        _coloredImage.Dispose();
        _stream.Dispose();
        _renderer.Dispose();
    }

    private void Write(PageImage image, ImageFormat format)
    {
        _stream.Position = 0;
        _renderer.Encode(image, new(format), _stream);
    }
}
