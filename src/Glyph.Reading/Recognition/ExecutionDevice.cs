using System.Globalization;
using Glyph.Core;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Recognition;

/// <summary>Where sessions run: CUDA when this build brings it and a device accepts it, else the CPU.</summary>
/// <param name="Name">In words, such as <c>CPU (2 threads)</c>.</param>
/// <param name="IsCuda">Whether it is a CUDA device.</param>
/// <param name="ParallelRuns">How many runs at a time use it best.</param>
/// <param name="MaxBatch">How many lines a run takes at most.</param>
internal sealed record ExecutionDevice(string Name, bool IsCuda, int ParallelRuns, int MaxBatch)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    /// <summary>Looks for the best device.</summary>
    /// <param name="threads">CPU threads to use.</param>
    /// <param name="useCuda">Whether a CUDA device may be used.</param>
    public static ExecutionDevice Detect(int threads, bool useCuda)
    {
        var cpu = new ExecutionDevice(string.Create(CultureInfo.InvariantCulture, $"CPU ({threads} threads)"), false, threads, 1);
        if (!useCuda || !OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider, StringComparer.Ordinal))
        {
            return cpu;
        }

        try
        {
            using var options = new SessionOptions();
            options.AppendExecutionProvider_CUDA();
            return new ExecutionDevice("CUDA device 0", true, 1, 32);
        }
        catch (OnnxRuntimeException e)
        {
            return cpu with { Name = $"{cpu.Name}; CUDA was refused: {FirstLine(e.Message)}" };
        }
    }

    /// <summary>Opens a model on this device.</summary>
    /// <param name="model">The model's bytes.</param>
    /// <param name="path">Where they came from, for the message of an error.</param>
    public InferenceSession Open(byte[] model, string path)
    {
        using var options = new SessionOptions
        {
            // One thread a run, and as many runs as threads: no run waits for the slowest of its threads.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (IsCuda)
        {
            options.AppendExecutionProvider_CUDA();
        }

        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ReaderException($"The reading model {path} could not be opened on {Name}: {FirstLine(e.Message)}", e);
        }
    }

    private static string FirstLine(string message) => message.AsSpan().Trim().ToString().Split('\n')[0];
}
