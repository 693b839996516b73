using System.Globalization;
using Glyph.Cli.Commands;

namespace Glyph.Cli.Tests.Commands;

public sealed class CommonOptionsTests
{
    [Theory]
    [InlineData("00:30:00", "00:30:00")]
    [InlineData("24:00:00", "1.00:00:00")]
    [InlineData("100:00:01", "4.04:00:01")]
    [InlineData("0:00:00", "00:00:00")]
    [InlineData("90s", "00:01:30")]
    [InlineData("15m", "00:15:00")]
    [InlineData("2h", "02:00:00")]
    [InlineData("1d", "1.00:00:00")]
    public void A_duration_is_hours_minutes_and_seconds_or_a_number_and_its_unit(string text, string expected) =>
        Assert.Equal(TimeSpan.Parse(expected, CultureInfo.InvariantCulture), CommonOptions.ParseDuration(text));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("15:00")]
    [InlineData("1:00:00:00")]
    [InlineData("1.00:00:00")]
    [InlineData("00:60:00")]
    [InlineData("00:5:00")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("h")]
    [InlineData("2w")]
    [InlineData("99999999d")]
    public void What_could_mean_another_duration_is_none(string text) => Assert.Null(CommonOptions.ParseDuration(text));

    [Theory]
    [InlineData("--time-limit")]
    [InlineData("--reader-timeout")]
    [InlineData("--reader-patience")]
    [InlineData("--llm-timeout")]
    public async Task A_duration_of_another_form_is_refused_with_the_forms(string option)
    {
        var run = await CliRun.Of("search", option, "30");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{option} is '30'; it must be hh:mm:ss", run.Error, StringComparison.Ordinal);
    }
}
