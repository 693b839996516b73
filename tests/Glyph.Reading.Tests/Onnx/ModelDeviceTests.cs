using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Reading.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Tests.Onnx;

public sealed class ModelDeviceTests
{
    [Theory]
    [InlineData("cuda", "CUDAExecutionProvider")]
    [InlineData("cuda:1", "CUDAExecutionProvider")]
    [InlineData("tensorrt", "TensorrtExecutionProvider")]
    public void A_build_without_a_provider_says_what_would_have_it(string device, string provider)
    {
        Assert.SkipWhen(OrtEnv.Instance().GetAvailableProviders().Contains(provider), $"this build has {provider}");
        var error = Assert.Throws<InvalidInputException>(() => OnnxVisionModel.Open(TestModel.Options("trocr") with { Device = device }));
        Assert.Contains($"'{device}' needs {provider}", error.Message, StringComparison.Ordinal);
        Assert.Contains("OnnxRuntimeFlavor=Gpu", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpu", null, "none of cpu")]
    [InlineData("ep:NoSuchProvider", null, "CPUExecutionProvider")]
    [InlineData("ep:X", "no-such-library.so", "no-such-library.so")]
    [InlineData("cpu", "no-such-library.so", "is for a device 'ep:NAME'")]
    public void A_device_that_is_not_there_is_an_error_that_says_what_is(string device, string? library, string said)
    {
        var error = Assert.Throws<InvalidInputException>(() => OnnxVisionModel.Open(TestModel.Options("trocr") with { Device = device, EpLibrary = library }));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_library_of_a_provider_is_an_error()
    {
        var file = Path.Combine(TestModel.Folder("trocr"), "config.json");
        var error = Assert.Throws<InvalidInputException>(() => OnnxVisionModel.Open(TestModel.Options("trocr") with { Device = "ep:X", EpLibrary = file }));
        Assert.Contains("could not be registered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_by_name_answers_alike()
    {
        // The CPU's own provider is served as plug-in ones are: found among the devices, appended, its memory bound.
        using var model = OnnxVisionModel.Open(TestModel.Options("smolvlm") with { Device = "ep:CPUExecutionProvider" });
        Assert.StartsWith("CPUExecutionProvider: CPU", model.Identity.Device, StringComparison.Ordinal);
        var expected = TestModel.Case("smolvlm", "tall page");
        var reply = await model.AskAsync(expected.Question(), TestContext.Current.CancellationToken);
        Assert.Equal((expected.Text, FinishReason.Stop), (reply.Text, reply.Finish));
    }
}
