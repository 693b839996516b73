using Glyph.Cli.Commands;

namespace Glyph.Cli.Tests.Commands;

public sealed class DoctorCommandTests
{
    [Fact]
    public void Whatever_goes_wrong_is_a_failed_check()
    {
        var check = DoctorCommand.Try("reader", () => throw new DllNotFoundException("libonnxruntime.so is not there"));

        Assert.Equal(new DoctorCommand.Check("reader", false, "libonnxruntime.so is not there"), check);
    }
}
