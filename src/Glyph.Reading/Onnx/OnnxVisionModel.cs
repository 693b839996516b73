using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Reading.Onnx.Families;
using Glyph.Reading.Onnx.Running;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Onnx;

/// <summary>
/// A vision-language model in this process, on ONNX Runtime: SmolVLM (Idefics3), Qwen2-VL, Florence-2 or TrOCR, from a folder
/// as Optimum and transformers.js export it. It answers greedily, so equal questions have equal answers. Questions that wait
/// together are decoded together, as many as <see cref="OnnxModelOptions.MaxBatch"/> says.
/// </summary>
public sealed class OnnxVisionModel : IVisionModel, IDisposable
{
    private readonly LoadedModel _model;
    private readonly int _maxBatch;
    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _worker;
    private int _isClosed;

    private OnnxVisionModel(LoadedModel model, OnnxModelOptions options)
    {
        _model = model;
        _maxBatch = options.MaxBatch;
        Identity = new ReaderIdentity("onnx", model.Hashes, model.Device.Words);
        Parameters = model.Parameters();

        // As many again are prepared while some are decoded.
        Limits = new ModelLimits(model.Prompts.MaxImages, Bytes: null, model.Prompts.ContextTokens, options.MaxBatch * 2);
        _worker = Task.Run(WorkAsync);
    }

    /// <inheritdoc/>
    public ReaderIdentity Identity { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <inheritdoc/>
    public ModelLimits Limits { get; }

    /// <summary>Reads, checks and opens a model. Weights are hashed, so a large one takes some seconds.</summary>
    /// <exception cref="InvalidInputException">A file is missing, is not the expected one or does not fit the others, or the device is not there: all problems.</exception>
    public static OnnxVisionModel Open(OnnxModelOptions options) => new(LoadedModel.Open(options), options);

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed != 0, this);
        if (question.Images.Count > Limits.Images)
        {
            throw new ModelException(ModelFault.Question,
                string.Create(CultureInfo.InvariantCulture, $"The question has {question.Images.Count} images; this model answers about {Limits.Images} at most."));
        }

        if (question.MaxAnswerTokens < 1)
        {
            throw new ModelException(ModelFault.Question,
                string.Create(CultureInfo.InvariantCulture, $"The answer may have {question.MaxAnswerTokens} tokens; at least 1 is needed."));
        }

        var prepared = await Task.Run(() => _model.Prompts.Prepare(question), cancellationToken);
        var waiting = new Waiting(prepared, new TaskCompletionSource<ModelReply>(TaskCreationOptions.RunContinuationsAsynchronously), Stopwatch.GetTimestamp(), cancellationToken);
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(waiting), this);
        return await waiting.Answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Stops what is being decoded, fails what waits, and closes the model.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }

        _waiting.Writer.Complete();
        _closing.Cancel();
        _worker.GetAwaiter().GetResult();
        _closing.Dispose();
        _model.Dispose();
    }

    private async Task WorkAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<Waiting>(_maxBatch);
            while (batch.Count < _maxBatch && _waiting.Reader.TryRead(out var next))
            {
                if (next.Token.IsCancellationRequested)
                {
                    next.Answer.TrySetCanceled(next.Token);
                }
                else
                {
                    batch.Add(next);
                }
            }

            if (batch.Count > 0)
            {
                batch.ForEach(next => DeviceWait.Record(next.Since));
                Answer(batch);
            }
        }
    }

    private void Answer(List<Waiting> batch)
    {
        try
        {
            _closing.Token.ThrowIfCancellationRequested();
            using var run = new RunOptions();
            using var onClose = _closing.Token.Register(() => run.Terminate = true);
            var onCancel = batch.ConvertAll(w => w.Token.Register(() => run.Terminate = batch.TrueForAll(other => other.Token.IsCancellationRequested)));
            try
            {
                var answers = _model.Answer([.. batch.Select(w => w.Question)], run, (_, logits) => CachedDecoder.Greedy(logits), row => !IsUnwanted(batch[row]));
                foreach (var (waiting, answer) in batch.Zip(answers))
                {
                    Complete(waiting, answer);
                }
            }
            finally
            {
                // Waits for a callback under way: none may touch the options once they are gone.
                onCancel.ForEach(registration => registration.Dispose());
            }
        }
        catch (OnnxRuntimeException) when (batch.Count > 1 && !batch.Exists(IsUnwanted))
        {
            // What is too much for all together may do one by one, and if not, only the one fails.
            batch.ForEach(waiting => Answer([waiting]));
        }
        catch (Exception e)
        {
            batch.ForEach(waiting => Fail(waiting, e));
        }
    }

    private bool IsUnwanted(Waiting waiting) => waiting.Token.IsCancellationRequested || _closing.IsCancellationRequested;

    private void Complete(Waiting waiting, WrittenAnswer answer)
    {
        if (answer.Finish is { } finish)
        {
            waiting.Answer.TrySetResult(new ModelReply(_model.Text(answer), finish, answer.PromptTokens, answer.Tokens.Count));
        }
        else
        {
            Fail(waiting, new OperationCanceledException());
        }
    }

    private void Fail(Waiting waiting, Exception e)
    {
        if (waiting.Token.IsCancellationRequested)
        {
            waiting.Answer.TrySetCanceled(waiting.Token);
            return;
        }

        waiting.Answer.TrySetException(e switch
        {
            _ when _closing.IsCancellationRequested => new ModelException(ModelFault.Fatal, "The model was closed before it had answered."),
            OnnxRuntimeException => new ModelException(ModelFault.Question, $"The model failed on {_model.Device.Words}: {ModelDevice.FirstLine(e)}", e),
            _ => e,
        });
    }

    private sealed record Waiting(PreparedQuestion Question, TaskCompletionSource<ModelReply> Answer, long Since, CancellationToken Token);
}
