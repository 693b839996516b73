using System.Collections.Frozen;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Glyph.Assets;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Reading;
using Glyph.Reading.Recognition;

namespace Glyph.Reading;

/// <summary>
/// The shipped reader: PP-OCR line recognisers, the Chinese one for lines that hold Chinese characters, the English one for
/// all others. Models are opened once, at first use, and shared.
/// </summary>
public sealed class RecogniserReader : IReader, IDisposable
{
    /// <summary>What is cut around a line's box. Measured at em 5 to 9 px: more or less of it above and below reads worse.</summary>
    internal static readonly CropMargins DefaultMargins = new(Vertical: 0.1f, Sides: 0.1f);

    /// <summary>
    /// The width of a Latin character, in pixels of the recogniser's input, at which the English model reads best. Measured at
    /// em 5 and 6.5 px in three fonts, from 11 to 17: at the aspect of the page, DejaVu Sans would get 19 and PT Sans Narrow 12.
    /// </summary>
    internal const double EnglishCellWidth = 13;

    /// <summary>The same for half a Chinese character and the Chinese model; measured at em 7 to 13 px, from 8 to 20.</summary>
    internal const double ChineseCellWidth = 10.5;

    private readonly Lazy<ExecutionDevice> _device;
    private readonly Lazy<Recogniser> _english;
    private readonly Lazy<Recogniser> _chinese;
    private readonly Lazy<SemaphoreSlim> _slots;
    private readonly CropMargins _margins;

    /// <summary>Creates a reader; nothing is opened yet.</summary>
    public RecogniserReader(RecogniserOptions? options = null)
        : this(options ?? new RecogniserOptions(), ShippedAssets.EnglishRecogniser, ShippedAssets.ChineseRecogniser, DefaultMargins)
    {
    }

    internal RecogniserReader(RecogniserOptions options, ShippedModel english, ShippedModel chinese, CropMargins margins)
    {
        if (options.Threads < 1)
        {
            throw new InvalidInputException($"The reader's threads are {options.Threads}; at least 1 is needed.");
        }

        _margins = margins;
        _device = new Lazy<ExecutionDevice>(() => ExecutionDevice.Detect(options.Threads, options.UseCuda));
        _english = new Lazy<Recogniser>(() => Recogniser.Open(english, EnglishCellWidth, _device.Value));
        _chinese = new Lazy<Recogniser>(() => Recogniser.Open(chinese, ChineseCellWidth, _device.Value));
        _slots = new Lazy<SemaphoreSlim>(() => new SemaphoreSlim(_device.Value.ParallelRuns));
        Models = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [english.Id] = english.Sha256,
            [chinese.Id] = chinese.Sha256,
        };
    }

    /// <summary>How many requests one call holds at most: pulled, and their answers not yet taken.</summary>
    internal int MaxOpenRequests => 2 * (_device.Value.ParallelRuns + _device.Value.MaxBatch);

    private IReadOnlyDictionary<string, string> Models { get; }

    /// <inheritdoc/>
    public ReaderIdentity Identity => new("ppocr", Models, _device.Value.Name);

    /// <inheritdoc/>
    public ReaderAbilities Abilities { get; } = new(ReadingUnit.Line, FrozenSet.Create(TaskKind.Transcribe), ResizesItself: false);

    /// <inheritdoc/>
    public IReadOnlySet<string> AlphabetFor(string text) => RecogniserFor(text).Alphabet;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadAnswer> ReadAsync(
        IAsyncEnumerable<ReadRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parallel = _device.Value.ParallelRuns;
        var batches = Channel.CreateBounded<LineBatch>(new BoundedChannelOptions(parallel) { SingleWriter = true });
        var answers = Channel.CreateUnbounded<ReadAnswer>(new UnboundedChannelOptions { SingleReader = true });
        using var mayPull = new SemaphoreSlim(MaxOpenRequests);
        var work = RunAsync(requests, batches, answers, mayPull, parallel, stop);
        try
        {
            await foreach (var answer in answers.Reader.ReadAllAsync(cancellationToken))
            {
                yield return answer;
                mayPull.Release();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var recogniser in new[] { _english, _chinese })
        {
            if (recogniser.IsValueCreated)
            {
                recogniser.Value.Dispose();
            }
        }

        if (_slots.IsValueCreated)
        {
            _slots.Value.Dispose();
        }
    }

    /// <summary>One task cuts lines out of pages, others read them; the first error ends them all and goes to the consumer.</summary>
    private async Task RunAsync(
        IAsyncEnumerable<ReadRequest> requests, Channel<LineBatch> batches, Channel<ReadAnswer> answers, SemaphoreSlim mayPull, int parallel, CancellationTokenSource stop)
    {
        var open = new OpenRequests(answer => answers.Writer.TryWrite(answer));
        var tasks = new List<Task> { Task.Run(() => Guard(() => CutAsync(requests, mayPull, open, batches.Writer, stop.Token)), CancellationToken.None) };
        for (var i = 0; i < parallel; i++)
        {
            tasks.Add(Task.Run(() => Guard(() => RecogniseAsync(batches.Reader, open, stop.Token)), CancellationToken.None));
        }

        await Task.WhenAll(tasks);
        answers.Writer.TryComplete();

        async Task Guard(Func<Task> task)
        {
            try
            {
                await task();
            }
            catch (Exception e)
            {
                answers.Writer.TryComplete(e);
                await stop.CancelAsync();
            }
        }
    }

    private async Task CutAsync(
        IAsyncEnumerable<ReadRequest> requests, SemaphoreSlim mayPull, OpenRequests open, ChannelWriter<LineBatch> batches, CancellationToken cancellationToken)
    {
        var cropper = new LineCropper(_margins);
        var batcher = new LineBatcher(_device.Value.MaxBatch);
        await using var source = requests.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            if (!mayPull.Wait(0, CancellationToken.None))
            {
                // Lines that are held back for a fuller batch may be what the consumer waits for.
                await WriteAsync(batcher.Rest());
                await mayPull.WaitAsync(cancellationToken);
            }

            if (!await source.MoveNextAsync())
            {
                break;
            }

            using var pages = new PageImages(source.Current);
            var ticket = open.Add(source.Current);
            foreach (var page in source.Current.Pages)
            {
                foreach (var line in page.Lines)
                {
                    var recogniser = RecogniserFor(line.Text);
                    var cut = cropper.Crop(page.Image, new LineToCrop(ticket++, line.Box, Script.Cells(line.Text), recogniser.CellWidth));
                    await WriteAsync(batcher.Add(recogniser, cut));
                }

                page.Image.Dispose();
            }
        }

        await WriteAsync(batcher.Rest());
        batches.Complete();

        async Task WriteAsync(IEnumerable<LineBatch> due)
        {
            foreach (var batch in due)
            {
                await batches.WriteAsync(batch, cancellationToken);
            }
        }
    }

    private async Task RecogniseAsync(ChannelReader<LineBatch> batches, OpenRequests open, CancellationToken cancellationToken)
    {
        await foreach (var batch in batches.ReadAllAsync(cancellationToken))
        {
            var ready = Stopwatch.GetTimestamp();
            await _slots.Value.WaitAsync(cancellationToken);
            DeviceWait.Record(ready);
            try
            {
                var texts = batch.Recogniser.Read(batch.Lines);
                for (var i = 0; i < texts.Count; i++)
                {
                    open.Answer(batch.Lines[i].Id, texts[i]);
                }
            }
            finally
            {
                _slots.Value.Release();
            }
        }
    }

    private Recogniser RecogniserFor(string text) => Script.IsChinese(text) ? _chinese.Value : _english.Value;

    /// <summary>The images of a request: what was not cut when an error came is disposed too.</summary>
    private sealed class PageImages(ReadRequest request) : IDisposable
    {
        public void Dispose()
        {
            foreach (var page in request.Pages)
            {
                page.Image.Dispose();
            }
        }
    }
}
