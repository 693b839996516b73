using System.Runtime.InteropServices;

namespace Glyph.Reading.Recognition.Onnx;

/// <summary>A constant of 32-bit floating point numbers.</summary>
/// <remarks>The message <c>TensorProto</c> of onnx.proto3; its numbers lie in <c>float_data</c> or in <c>raw_data</c>.</remarks>
/// <param name="Shape">Its sides; none for a single number.</param>
/// <param name="Values">Its numbers, the last side running fastest.</param>
internal sealed record OnnxTensor(IReadOnlyList<long> Shape, float[] Values)
{
    private const int ShapeField = 1;
    private const int TypeField = 2;
    private const int FloatsField = 4;
    private const int RawField = 9;
    private const int FloatType = 1;

    /// <summary>Reads a tensor.</summary>
    /// <returns>Null if it holds other numbers.</returns>
    public static OnnxTensor? Read(ReadOnlyMemory<byte> message)
    {
        var fields = Protobuf.Read(message);
        var isFloat = fields.Any(f => f.Number == TypeField && Protobuf.Numbers(f.Payload).Single() == FloatType);
        var data = fields.Where(f => f.Number is FloatsField or RawField).ToList();
        return isFloat && data.Count > 0
            ? new OnnxTensor(
                [.. fields.Where(f => f.Number == ShapeField).SelectMany(f => Protobuf.Numbers(f.Payload))],
                [.. data.SelectMany(f => MemoryMarshal.Cast<byte, float>(f.Payload.Span).ToArray())])
            : null;
    }

    /// <summary>Writes it.</summary>
    public byte[] Write() => Protobuf.Write(
    [
        .. Shape.Select(side => Protobuf.Number(ShapeField, side)),
        Protobuf.Number(TypeField, FloatType),
        Protobuf.Bytes(RawField, MemoryMarshal.AsBytes(Values.AsSpan()).ToArray()),
    ]);
}
