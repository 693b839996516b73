using System.Text;
using CsCheck;
using Glyph.Reading.Recognition.Onnx;

namespace Glyph.Reading.Tests.Recognition.Onnx;

public sealed class ProtobufTests
{
    [Fact]
    public void What_is_written_is_read() =>
        Gen.Select(Gen.Int[1, 100_000], Gen.String, Gen.Long[0, long.MaxValue], Gen.Float[-1e6f, 1e6f]).Sample((number, text, whole, real) =>
        {
            var message = Protobuf.Write([Protobuf.Text(number, text), Protobuf.Number(number + 1, whole), Protobuf.Float(number + 2, real)]);
            var fields = Protobuf.Read(message);

            return fields.Select(f => f.Number).SequenceEqual([number, number + 1, number + 2])
                && string.Equals(fields[0].Text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal)
                && Protobuf.Numbers(fields[1].Payload).SequenceEqual([whole])
                && BitConverter.ToSingle(fields[2].Payload.Span) == real
                && Protobuf.Write(fields).SequenceEqual(message);
        });

    [Fact]
    public void A_tensor_is_read_as_written() =>
        Gen.Float[-1e6f, 1e6f].Array[0, 20].Sample(values =>
        {
            var tensor = OnnxTensor.Read(new OnnxTensor([values.Length, 1], values).Write());
            return tensor is not null && tensor.Shape.SequenceEqual([values.Length, 1]) && tensor.Values.SequenceEqual(values);
        });

    [Theory]
    [InlineData(new byte[] { 0x0A, 5, 1 })] // a text of five bytes, of which one is there
    [InlineData(new byte[] { 0x08, 0x80 })] // a number without its end
    [InlineData(new byte[] { 0x0B })] // a group: not used since protobuf 3
    public void A_broken_message_is_refused(byte[] message) => Assert.Throws<FormatException>(() => Protobuf.Read(message));
}
