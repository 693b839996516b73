namespace Glyph.Reading.Recognition.Onnx;

/// <summary>A model whose steps can be changed; all else in its file stays as it is.</summary>
/// <remarks>The messages <c>ModelProto</c> and <c>GraphProto</c> of onnx.proto3.</remarks>
internal sealed class OnnxGraph
{
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int GraphOutput = 12;
    private const int ValueName = 1;

    private readonly List<ProtoField> _model;
    private readonly List<ProtoField> _graph;
    private readonly List<OnnxNode> _nodes;
    private readonly Dictionary<string, OnnxNode> _producers;

    private OnnxGraph(List<ProtoField> model, List<ProtoField> graph)
    {
        _model = model;
        _graph = graph;
        _nodes = [.. graph.Where(f => f.Number == GraphNode).Select(f => OnnxNode.Read(f.Payload))];
        _producers = _nodes.SelectMany(node => node.Outputs.Select(name => (name, node))).ToDictionary(p => p.name, p => p.node, StringComparer.Ordinal);
        Outputs = [.. graph.Where(f => f.Number == GraphOutput).Select(f => Protobuf.Read(f.Payload).First(v => v.Number == ValueName).Text)];
    }

    /// <summary>The steps, each after those that it takes values from.</summary>
    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>The values that the model answers.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Reads a model's file.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static OnnxGraph Read(ReadOnlyMemory<byte> model)
    {
        var fields = Protobuf.Read(model);
        var graph = fields.Where(f => f.Number == ModelGraph).Select(f => f.Payload).ToList();
        return graph.Count == 1 ? new OnnxGraph(fields, Protobuf.Read(graph[0])) : throw new FormatException("the file holds no ONNX model");
    }

    /// <summary>The step that gives a value; null for an input of the model.</summary>
    public OnnxNode? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>The steps that take a value.</summary>
    public IReadOnlyList<OnnxNode> Consumers(string value) => [.. _nodes.Where(node => node.Inputs.Contains(value, StringComparer.Ordinal))];

    /// <summary>A value that never changes; null if it does, or does not consist of floating point numbers.</summary>
    public OnnxTensor? Constant(string value) => Producer(value)?.Value();

    /// <summary>A constant that is a single number, whatever its shape.</summary>
    public float? Scalar(string value) => Constant(value) is { Values: [var scalar] } ? scalar : null;

    /// <summary>Adds a constant before all other steps.</summary>
    /// <returns>Its name: the one asked for, with primes if that is taken.</returns>
    public string Add(string name, OnnxTensor value)
    {
        while (_producers.ContainsKey(name))
        {
            name += "'";
        }

        var node = OnnxNode.Constant(name, value);
        _nodes.Insert(0, node);
        _producers.Add(name, node);
        return name;
    }

    /// <summary>Puts a step in another's place.</summary>
    public void Replace(OnnxNode old, OnnxNode node)
    {
        _nodes[_nodes.IndexOf(old)] = node;
        foreach (var output in node.Outputs)
        {
            _producers[output] = node;
        }
    }

    /// <summary>Removes a step whose values nobody takes any more.</summary>
    public void Remove(OnnxNode node) => _nodes.Remove(node);

    /// <summary>Lets a step give its value under another name, that of a step after it which is removed.</summary>
    public void Rename(OnnxNode node, OnnxNode removed)
    {
        Remove(removed);
        node.Outputs = removed.Outputs;
        _producers[node.Output] = node;
    }

    /// <summary>Writes the model.</summary>
    public byte[] Write()
    {
        var nodes = _nodes.Select(node => Protobuf.Bytes(GraphNode, node.Write()));
        var graph = Protobuf.Write([.. nodes, .. _graph.Where(f => f.Number != GraphNode)]);
        return Protobuf.Write([.. _model.Select(f => f.Number == ModelGraph ? Protobuf.Bytes(ModelGraph, graph) : f)]);
    }
}
