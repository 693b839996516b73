using System.Diagnostics;
using System.Reflection;

namespace Glyph.Dashboard.Tests;

/// <summary>Runs the application's own unit tests, so that one command runs all tests.</summary>
public sealed class TypeScriptTests(ITestOutputHelper output)
{
    internal static string DashboardFolder { get; } =
        typeof(TypeScriptTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key is "DashboardFolder").Value!;

    [Fact]
    public async Task The_unit_tests_of_the_application_pass()
    {
        var start = new ProcessStartInfo("npm", ["test", "--silent"]) { WorkingDirectory = DashboardFolder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CI"] = "true";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        output.WriteLine(await text + errors);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
