using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Reading.Onnx;
using Glyph.Reading.Served;
using Glyph.Reading.Spending;

namespace Glyph.Reading;

/// <summary>Opens vision-language models as a search uses them: with retries, a ledger and kept answers around them.</summary>
/// <param name="ledger">Keeps spending and answers.</param>
/// <param name="gate">Lets requests through while the search's limits hold.</param>
/// <param name="renderer">Encodes pages.</param>
/// <param name="time">The clock.</param>
public sealed class VisionModels(ILedger ledger, SpendGate gate, IPageRenderer renderer, TimeProvider time) : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>A served model. Nothing is asked yet.</summary>
    /// <param name="endpoint">The base address of its API.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="how">How it is asked.</param>
    /// <param name="apiKey">Its key, or null.</param>
    /// <exception cref="InvalidInputException">An address, name or key that cannot be one.</exception>
    public IVisionModel Served(Uri endpoint, string name, ReaderRequest how, string? apiKey)
    {
        var served = Own(new ServedModel(
            new ServedModelOptions
            {
                Endpoint = endpoint,
                Model = name,
                Timeout = how.Timeout,
                Limits = new ModelLimits(how.PagesPerRequest, how.MaxRequestBytes, how.ContextTokens, how.Concurrency),
                Decoding = how.Decoding is null ? new Decoding() : DecodingFile.Parse(how.Decoding, "the decoding parameters"),
            },
            apiKey,
            (image, stream) => renderer.Encode(image, ImageEncoding.Png, stream),
            time));
        var resilient = Own(new ResilientModel(new MeteredModel(served, name, gate, time), new ResilienceOptions { Patience = how.Patience }, time));
        return new CachedModel(resilient, ledger);
    }

    /// <summary>A model in this process.</summary>
    /// <exception cref="InvalidInputException">The folder is no such model; every problem at once.</exception>
    public IVisionModel InProcess(ReaderRequest how)
    {
        var model = Own(OnnxVisionModel.Open(new OnnxModelOptions
        {
            Folder = how.Folder!,
            Variant = how.Variant,
            Device = how.Device,
            EpLibrary = how.EpLibrary,
            ContextTokens = how.ContextTokens,
            MaxImages = how.PagesPerRequest,
            MaxBatch = Math.Max(1, how.Concurrency / 2),
            PromptTemplate = how.PromptTemplate,
        }));
        return new CachedModel(new MeteredModel(model, model.Identity.Id, gate, time), ledger);
    }

    /// <summary>The bytes that a page takes in a request: its PNG in base64, as a data URL.</summary>
    public long BytesOf(PageImage image)
    {
        using var counted = new CountingStream();
        renderer.Encode(image, ImageEncoding.Png, counted);
        return (counted.Length + 2) / 3 * 4;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in Enumerable.Reverse(_owned))
        {
            part.Dispose();
        }
    }

    private T Own<T>(T part)
        where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }
}
