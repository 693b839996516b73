using BenchmarkDotNet.Attributes;
using Glyph.Reading;
using Glyph.Rendering;

namespace Glyph.Benchmarks.Reading;

/// <summary>Twenty real lines of a language, drawn and read: one line at a time, and by the shipped reader.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class RecogniserBenchmarks : IDisposable
{
    private const int Lines = 20;

    private readonly PageRenderer _renderer = Samples.Renderer();
    private readonly RecogniserReader _reader = new(new RecogniserOptions { UseCuda = false });
    private readonly string[] _answers = new string[Lines];
    private OneLineAtATime? _plain;
    private OneLineAtATime? _single;
    private ReadingSample? _sample;

    /// <summary>The language of the lines.</summary>
    [Params("english", "chinese")]
    public string Language { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        _plain = new OneLineAtATime(Language, threads: null);
        _single = new OneLineAtATime(Language, threads: 1);
        _sample = ReadingSample.Of(_renderer, Language, [9], Lines);
    }

    [Benchmark(Baseline = true)]
    public void OneLineAtATimeByDefault() => _plain!.Read(_sample!.Draw(), _answers);

    [Benchmark]
    public void OneLineAtATimeOnOneThread() => _single!.Read(_sample!.Draw(), _answers);

    [Benchmark]
    public async Task ShippedReader()
    {
        await foreach (var answer in _reader.ReadAsync(_sample!.Draw().ToAsyncEnumerable(), CancellationToken.None))
        {
            foreach (var line in answer.Lines)
            {
                _answers[line.Id] = line.Text;
            }
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _plain?.Dispose();
        _single?.Dispose();
        _reader.Dispose();
        _renderer.Dispose();
        GC.SuppressFinalize(this);
    }
}
