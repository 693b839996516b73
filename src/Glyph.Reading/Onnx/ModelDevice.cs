using System.Globalization;
using Glyph.Core;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Onnx;

/// <summary>Where sessions run, and where they keep what goes from one run to the next.</summary>
internal sealed class ModelDevice
{
    private static readonly Lock Registering = new();
    private static readonly Dictionary<string, string> Registered = new(StringComparer.Ordinal);

    private readonly Action<SessionOptions> _append;
    private readonly int _threads;

    private ModelDevice(string words, OrtMemoryInfo memory, int threads, Action<SessionOptions> append) =>
        (Words, Memory, _threads, _append) = (words, memory, threads, append);

    /// <summary>In words, such as <c>CPU (2 threads)</c>.</summary>
    public string Words { get; }

    /// <summary>The memory in which the cache of keys and values stays between steps.</summary>
    public OrtMemoryInfo Memory { get; }

    /// <summary>Finds a device; nothing runs on it yet.</summary>
    /// <param name="device">Its name, see <see cref="OnnxModelOptions.Device"/>.</param>
    /// <param name="library">A plug-in execution provider's library, or null.</param>
    /// <param name="threads">CPU threads of a run.</param>
    /// <exception cref="InvalidInputException">It is not there; the message says what is.</exception>
    public static ModelDevice Find(string device, string? library, int threads)
    {
        var (name, id) = Parse(device);
        if (library is not null && !name.StartsWith("ep:", StringComparison.Ordinal))
        {
            throw new InvalidInputException($"The library {library} is for a device 'ep:NAME', and the device is '{device}'.");
        }

        switch (name)
        {
            case "cpu":
                return new ModelDevice(string.Create(CultureInfo.InvariantCulture, $"CPU ({threads} threads)"), OrtMemoryInfo.DefaultInstance, threads, _ => { });
            case "cuda":
                Demand(device, "CUDAExecutionProvider");
                return new ModelDevice($"CUDA device {id}", Cuda(id), threads, options => options.AppendExecutionProvider_CUDA(id));
            case "tensorrt":
                Demand(device, "TensorrtExecutionProvider");
                return new ModelDevice($"TensorRT on CUDA device {id}", Cuda(id), threads, options =>
                {
                    // What TensorRT cannot take runs on CUDA.
                    options.AppendExecutionProvider_Tensorrt(id);
                    options.AppendExecutionProvider_CUDA(id);
                });
            default:
                return name.StartsWith("ep:", StringComparison.Ordinal)
                    ? PlugIn(name[3..], library, threads)
                    : throw new InvalidInputException($"The device '{device}' is none of cpu, cuda, cuda:N, tensorrt, tensorrt:N and ep:NAME.");
        }
    }

    /// <summary>New options for a session on this device. The caller disposes them.</summary>
    public SessionOptions Options()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = _threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,

            // Its errors come as exceptions; nothing is to be written beside a view.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            _append(options);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    /// <summary>The first line of an error of ONNX Runtime.</summary>
    public static string FirstLine(Exception e) => e.Message.Trim().Split('\n')[0];

    private static (string Name, int Id) Parse(string device)
    {
        var at = device.IndexOf(':', StringComparison.Ordinal);
        return at > 0 && device[..at] is "cuda" or "tensorrt" && int.TryParse(device.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (device[..at], id)
            : (device, 0);
    }

    private static OrtMemoryInfo Cuda(int id) => new(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, id, OrtMemType.Default);

    private static void Demand(string device, string provider)
    {
        var there = OrtEnv.Instance().GetAvailableProviders();
        if (!there.Contains(provider, StringComparer.Ordinal))
        {
            throw new InvalidInputException(
                $"The device '{device}' needs {provider}, and this build has {string.Join(", ", there)}. Build with -p:OnnxRuntimeFlavor=Gpu, or take the device cpu.");
        }
    }

    private static ModelDevice PlugIn(string provider, string? library, int threads)
    {
        var env = OrtEnv.Instance();
        Register(env, library);
        var devices = env.GetEpDevices();
        if (devices.FirstOrDefault(d => string.Equals(d.EpName, provider, StringComparison.Ordinal)) is not { } found)
        {
            var there = string.Join(", ", devices.Select(d => d.EpName).Distinct(StringComparer.Ordinal));
            throw new InvalidInputException(
                $"No device of this machine is served by an execution provider '{provider}'; there is {there}. A plug-in's library is named by its path, and its driver must be there.");
        }

        var memory = found.GetMemoryInfo(OrtDeviceMemoryType.DEFAULT) is { IsInvalid: false } own ? own : OrtMemoryInfo.DefaultInstance;
        return new ModelDevice($"{provider}: {found.HardwareDevice.Type} {found.HardwareDevice.Vendor}".TrimEnd(), memory, threads,
            options => options.AppendExecutionProvider(env, [found], new Dictionary<string, string>(StringComparer.Ordinal)));
    }

    /// <summary>A library is registered once in a process and stays: sessions may use it until the end.</summary>
    private static void Register(OrtEnv env, string? library)
    {
        if (library is null)
        {
            return;
        }

        var path = Path.GetFullPath(library);
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"The library of the execution provider, {path}, is not there.");
        }

        lock (Registering)
        {
            if (Registered.ContainsKey(path))
            {
                return;
            }

            try
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"glyph-{Registered.Count}");
                env.RegisterExecutionProviderLibrary(name, path);
                Registered.Add(path, name);
            }
            catch (OnnxRuntimeException e)
            {
                throw new InvalidInputException($"{path} could not be registered as a library of an execution provider of ONNX Runtime {env.GetVersionString()}: {FirstLine(e)}");
            }
        }
    }
}
