using System.Diagnostics;
using System.Globalization;

namespace Glyph.Store.Tests;

/// <summary>A second process that owns a database and appends to it: Glyph.Store.Appender.</summary>
internal sealed class AppenderProcess : IDisposable
{
    private readonly Process _process;

    public AppenderProcess(string database, int count, string? shellPrefix = null, string what = "trials")
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] command = [dotnet, Path.Combine(AppContext.BaseDirectory, "Glyph.Store.Appender.dll"), database, count.ToString(CultureInfo.InvariantCulture), what];
        if (shellPrefix is not null)
        {
            command = ["bash", "-c", $"{shellPrefix}; exec \"$@\"", "bash", .. command];
        }

        _process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    public int Id => _process.Id;

    /// <summary>The next line that it prints; null at its end.</summary>
    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    /// <summary>Kills it (SIGKILL) and reads what it had printed.</summary>
    public async Task<IReadOnlyList<string>> KillAsync()
    {
        _process.Kill();
        return await ReadToEndAsync();
    }

    /// <summary>Lets it end, and reads the rest of what it prints.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> Output, string Error)> EndAsync()
    {
        _process.StandardInput.Close();
        var error = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await ReadToEndAsync();
        return (_process.ExitCode, output, await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task<IReadOnlyList<string>> ReadToEndAsync()
    {
        var text = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
