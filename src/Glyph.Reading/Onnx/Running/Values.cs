using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Glyph.Reading.Onnx.Running;

/// <summary>Values that go into and come out of ONNX Runtime, in 32 or 16 bits as a model wants them.</summary>
internal static class Values
{
    /// <summary>Numbers as a tensor of the given type.</summary>
    public static OrtValue Real(TensorElementType type, ReadOnlySpan<float> values, params long[] shape)
    {
        var tensor = Allocate(type, shape);
        if (type == TensorElementType.Float16)
        {
            TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<Float16, Half>(tensor.GetTensorMutableDataAsSpan<Float16>()));
        }
        else
        {
            values.CopyTo(tensor.GetTensorMutableDataAsSpan<float>());
        }

        return tensor;
    }

    /// <summary>Whole numbers as a tensor.</summary>
    public static OrtValue Whole(ReadOnlySpan<long> values, params long[] shape)
    {
        var tensor = Allocate(TensorElementType.Int64, shape);
        values.CopyTo(tensor.GetTensorMutableDataAsSpan<long>());
        return tensor;
    }

    /// <summary>One truth value, as often as the shape has places.</summary>
    public static OrtValue Truth(bool value, params long[] shape)
    {
        var tensor = Allocate(TensorElementType.Bool, shape);
        tensor.GetTensorMutableDataAsSpan<bool>().Fill(value);
        return tensor;
    }

    /// <summary>A tensor without a place: a dimension is 0.</summary>
    public static OrtValue Empty(TensorElementType type, params long[] shape) => Allocate(type, shape);

    /// <summary>The numbers of a tensor.</summary>
    public static float[] Reals(OrtValue tensor)
    {
        if (tensor.GetTensorTypeAndShape().ElementDataType != TensorElementType.Float16)
        {
            return tensor.GetTensorDataAsSpan<float>().ToArray();
        }

        var halves = MemoryMarshal.Cast<Float16, Half>(tensor.GetTensorDataAsSpan<Float16>());
        var values = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, values);
        return values;
    }

    private static OrtValue Allocate(TensorElementType type, long[] shape) => OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, shape);
}
