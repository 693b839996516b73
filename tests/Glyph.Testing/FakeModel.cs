using System.Collections.Concurrent;
using Glyph.Core.Reading;

namespace Glyph.Testing;

/// <summary>A model that answers a function of the question, and remembers what it was asked.</summary>
public sealed class FakeModel(Func<ModelQuestion, CancellationToken, Task<ModelReply>> answer) : IVisionModel
{
    /// <summary>A model that answers at once.</summary>
    public FakeModel(Func<ModelQuestion, ModelReply> answer)
        : this((question, _) => Task.FromResult(answer(question)))
    {
    }

    /// <summary>A model that answers a text, whole.</summary>
    public FakeModel(Func<ModelQuestion, string> answer)
        : this(question => new ModelReply(answer(question), FinishReason.Stop, null, null))
    {
    }

    /// <summary>A model that always fails.</summary>
    public static FakeModel Failing(Exception error) => new((_, _) => Task.FromException<ModelReply>(error));

    /// <summary>What it was asked: the prompt, and the first byte of each image, by which a test tells pages apart.</summary>
    public ConcurrentQueue<(string Prompt, byte[] FirstBytes)> Asked { get; } = [];

    public ReaderIdentity Identity { get; } = new("fake", new Dictionary<string, string>(StringComparer.Ordinal) { ["fake-model"] = "none" }, "none");

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = "fake-model" };

    public ModelLimits Limits { get; init; } = new(Images: 100, Bytes: null, ContextTokens: null, Concurrency: 2);

    public Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        Asked.Enqueue((question.Prompt, [.. question.Images.Select(image => image.Pixels[0])]));
        return answer(question, cancellationToken);
    }
}
