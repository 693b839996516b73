using BenchmarkDotNet.Attributes;
using Glyph.Core.Configs;
using Glyph.Rendering;

namespace Glyph.Benchmarks;

/// <summary>Layout alone: what costing a candidate takes. A megabyte of UTF-8 a call.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class LayoutBenchmarks : IDisposable
{
    private const int Megabyte = 1_000_000;

    private readonly PageRenderer _renderer = Samples.Renderer();
    private readonly string _latin = Samples.LatinText(Megabyte);
    private readonly string _chinese = Samples.ChineseText(Megabyte);
    private readonly string _longLine = Samples.LongLine(Megabyte);

    /// <summary>The least that layout could do: look at every character once.</summary>
    [Benchmark(Baseline = true)]
    public int ReadCharacters()
    {
        var sum = 0;
        foreach (var c in _latin)
        {
            sum += c;
        }

        return sum;
    }

    [Benchmark]
    public int Latin() => Count(_latin, Samples.Latin);

    [Benchmark]
    public int Chinese() => Count(_chinese, Samples.Chinese);

    [Benchmark]
    public int LongLine() => Count(_longLine, Samples.Latin);

    public void Dispose() => _renderer.Dispose();

    private int Count(string text, RenderConfig config) => _renderer.LayOut(text, config).Count();
}
