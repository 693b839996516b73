namespace Glyph.Reading.Recognition.Onnx;

/// <summary>One step of a model: named values in, named values out.</summary>
/// <remarks>The messages <c>NodeProto</c> and <c>AttributeProto</c> of onnx.proto3.</remarks>
internal sealed class OnnxNode
{
    private const int InputField = 1;
    private const int OutputField = 2;
    private const int OperatorField = 4;
    private const int AttributeField = 5;
    private const int AttributeName = 1;
    private const int AttributeFloat = 2;
    private const int AttributeNumber = 3;
    private const int AttributeTensor = 5;
    private const int AttributeNumbers = 8;
    private const int AttributeType = 20;
    private const int FloatType = 1;
    private const int TensorType = 4;

    private readonly List<ProtoField> _rest;

    private OnnxNode(string type, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, List<ProtoField> rest)
    {
        Type = type;
        Inputs = inputs;
        Outputs = outputs;
        _rest = rest;
    }

    /// <summary>The operator, such as <c>Conv</c>.</summary>
    public string Type { get; }

    /// <summary>The values that it takes.</summary>
    public IReadOnlyList<string> Inputs { get; set; }

    /// <summary>The values that it gives.</summary>
    public IReadOnlyList<string> Outputs { get; set; }

    /// <summary>Its first value.</summary>
    public string Output => Outputs[0];

    /// <summary>Reads a node.</summary>
    public static OnnxNode Read(ReadOnlyMemory<byte> message)
    {
        var fields = Protobuf.Read(message);
        return new OnnxNode(
            fields.First(f => f.Number == OperatorField).Text,
            [.. fields.Where(f => f.Number == InputField).Select(f => f.Text)],
            [.. fields.Where(f => f.Number == OutputField).Select(f => f.Text)],
            [.. fields.Where(f => f.Number is not (InputField or OutputField or OperatorField))]);
    }

    /// <summary>A node with attributes that are numbers.</summary>
    public static OnnxNode Create(string type, IReadOnlyList<string> inputs, string output, params IEnumerable<(string Name, float Value)> attributes) => new(
        type,
        inputs,
        [output],
        [.. attributes.Select(a => Attribute(a.Name, Protobuf.Float(AttributeFloat, a.Value), FloatType))]);

    /// <summary>A node that gives a constant.</summary>
    public static OnnxNode Constant(string output, OnnxTensor value) =>
        new("Constant", [], [output], [Attribute("value", Protobuf.Bytes(AttributeTensor, value.Write()), TensorType)]);

    /// <summary>The constant that this node gives; null if it gives none of floating point numbers.</summary>
    public OnnxTensor? Value() =>
        this is { Type: "Constant" } && AttributeFields("value").Where(f => f.Number == AttributeTensor).Select(f => f.Payload).ToList() is [var tensor] ? OnnxTensor.Read(tensor) : null;

    /// <summary>The whole numbers of an attribute; none if it is not there.</summary>
    public IReadOnlyList<long> Numbers(string attribute) =>
        [.. AttributeFields(attribute).Where(f => f.Number is AttributeNumber or AttributeNumbers).SelectMany(f => Protobuf.Numbers(f.Payload))];

    /// <summary>Writes it.</summary>
    public byte[] Write() => Protobuf.Write(
    [
        .. Inputs.Select(name => Protobuf.Text(InputField, name)),
        .. Outputs.Select(name => Protobuf.Text(OutputField, name)),
        Protobuf.Text(OperatorField, Type),
        .. _rest,
    ]);

    private static ProtoField Attribute(string name, ProtoField value, int type) =>
        Protobuf.Bytes(AttributeField, Protobuf.Write([Protobuf.Text(AttributeName, name), value, Protobuf.Number(AttributeType, type)]));

    private IEnumerable<ProtoField> AttributeFields(string name) => _rest
        .Where(f => f.Number == AttributeField)
        .Select(f => Protobuf.Read(f.Payload))
        .FirstOrDefault(fields => fields.Any(f => f.Number == AttributeName && string.Equals(f.Text, name, StringComparison.Ordinal))) ?? [];
}
