using System.Diagnostics;

namespace Glyph.Testing;

/// <summary>
/// A server of a vision model in a process of its own: Glyph.TestServer, which the test project references. It reads the pages
/// that it is sent, and misbehaves when it is told to.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly string[] _arguments;
    private Process _process;

    private ModelServer(Process process, Uri endpoint, string[] arguments) => (_process, Endpoint, _arguments) = (process, endpoint, arguments);

    /// <summary>The address that a client is given; it ends in <c>/v1</c>. It stays the same over restarts.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where a script of behaviours is posted, and <c>/stats</c> below it read.</summary>
    public Uri Control => new(Endpoint, "/control");

    /// <summary>Starts a server on a free port; it listens when this returns.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <param name="arguments">The server's options, but for <c>--port</c>: <c>--key</c>, <c>--model</c>, <c>--oracle</c>.</param>
    public static async Task<ModelServer> StartAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var (process, endpoint) = await LaunchAsync(0, arguments, cancellationToken);
        return new ModelServer(process, endpoint, arguments);
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    public Task EndedAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Kills the process; connections break.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Kills the process if it still runs, and starts another, with nothing counted yet, on the same port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await KillAsync();
        _process.Dispose();
        (_process, _) = await LaunchAsync(Endpoint.Port, _arguments, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static async Task<(Process Process, Uri Endpoint)> LaunchAsync(int port, string[] arguments, CancellationToken cancellationToken)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] command = [Path.Combine(AppContext.BaseDirectory, "Glyph.TestServer.dll"), "--port", FormattableString.Invariant($"{port}"), .. arguments];
        var process = Process.Start(new ProcessStartInfo(dotnet, command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        // It ends with its input, so it does not outlive a test that was killed.
        return await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line
            ? (process, new Uri(line))
            : throw new InvalidOperationException("Glyph.TestServer did not start; its error output says why.");
    }
}
