using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Glyph.Reading.Onnx.Running;

/// <summary>One of the <c>.onnx</c> files of a model, opened.</summary>
internal sealed class ModelPart : IDisposable
{
    private ModelPart(string file, InferenceSession session) => (File, Session) = (file, session);

    /// <summary>The file's name within the folder.</summary>
    public string File { get; }

    /// <summary>What runs it.</summary>
    public InferenceSession Session { get; }

    /// <summary>The inputs that it has.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> Inputs => Session.InputMetadata;

    /// <summary>Opens a file; null, and a problem, where that cannot be.</summary>
    public static ModelPart? Open(string folder, string file, ModelDevice device, List<string> problems)
    {
        try
        {
            using var options = device.Options();
            return new ModelPart(file, new InferenceSession(Path.Combine(folder, file), options));
        }
        catch (OnnxRuntimeException e)
        {
            problems.Add($"{file}: it could not be opened on {device.Words}: {ModelDevice.FirstLine(e)}");
            return null;
        }
    }

    /// <summary>Whether the model has an input.</summary>
    public bool Has(string input) => Inputs.ContainsKey(input);

    /// <summary>The name of the one of some inputs or outputs, with bars between, that the model has.</summary>
    public string NameOf(string alternatives) => alternatives.Split('|').First(name => Inputs.ContainsKey(name) || Session.OutputMetadata.ContainsKey(name));

    /// <summary>Adds a problem for each input or output that is not as expected. Names that begin with <paramref name="cache"/> are let be.</summary>
    public void Check(IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs, string? cache, List<string> problems)
    {
        CheckSide("input", Inputs, inputs, problems);
        CheckSide("output", Session.OutputMetadata, outputs, problems);
        foreach (var name in Inputs.Keys.Where(name => !inputs.Any(port => port.Is(name)) && (cache is null || !name.StartsWith(cache, StringComparison.Ordinal))))
        {
            problems.Add($"{File}: it has an input '{name}', and none of that name is known; known are {Names(inputs)}.");
        }
    }

    /// <summary>Runs it with some inputs, and disposes them; the numbers of one output and its shape.</summary>
    public (float[] Values, long[] Shape) Run(RunOptions run, IReadOnlyDictionary<string, OrtValue> inputs, string output)
    {
        try
        {
            using var results = Session.Run(run, inputs, [output]);
            return (Values.Reals(results[0]), results[0].GetTensorTypeAndShape().Shape);
        }
        finally
        {
            foreach (var value in inputs.Values)
            {
                value.Dispose();
            }
        }
    }

    /// <summary>Numbers as a tensor of the type that an input has.</summary>
    public OrtValue Real(string input, ReadOnlySpan<float> values, params long[] shape) => Values.Real(Inputs[input].ElementDataType, values, shape);

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();

    private void CheckSide(string side, IReadOnlyDictionary<string, NodeMetadata> there, IReadOnlyList<Port> ports, List<string> problems)
    {
        foreach (var port in ports)
        {
            if (there.FirstOrDefault(pair => port.Is(pair.Key)) is not { Key: { } name, Value: { } found })
            {
                if (port.IsRequired)
                {
                    problems.Add($"{File}: it has no {side} '{port.Name.Replace("|", "' or '", StringComparison.Ordinal)}'; it has {string.Join(", ", there.Keys.Order(StringComparer.Ordinal).Take(12))}.");
                }
            }
            else if (!Fits(found.ElementDataType, port.Kind) || (found.Dimensions.Length != port.Rank && port.Rank >= 0))
            {
                problems.Add($"{File}: its {side} '{name}' is {found.ElementDataType} of {found.Dimensions.Length} dimensions; expected is {Words(port.Kind)} of {port.Rank}.");
            }
        }
    }

    private static bool Fits(TensorElementType type, PortKind kind) => kind switch
    {
        PortKind.Real => type is TensorElementType.Float or TensorElementType.Float16,
        PortKind.Whole => type is TensorElementType.Int64,
        _ => type is TensorElementType.Bool,
    };

    private static string Words(PortKind kind) => kind switch
    {
        PortKind.Real => "Float or Float16",
        PortKind.Whole => "Int64",
        _ => "Bool",
    };

    private static string Names(IReadOnlyList<Port> ports) => string.Join(", ", ports.Select(p => p.Name.Replace("|", " or ", StringComparison.Ordinal)));
}
