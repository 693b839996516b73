using System.CommandLine;
using System.Text.Json;
using Glyph.Core;
using Spectre.Console;

namespace Glyph.Cli;

/// <summary>What every command shares: where it writes, the clock, and how errors become exit codes.</summary>
internal sealed class CliContext(TextWriter output, TextWriter error, TimeProvider time)
{
    /// <summary>The width of tables where no terminal says it.</summary>
    private const int RedirectedWidth = 185;

    /// <summary>Where results go.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Where errors go, and progress when the output is JSON.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>A console for people: on the output, or beside it when the output is JSON.</summary>
    public IAnsiConsole Console(bool json = false)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(json ? Error : Output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }

    /// <summary>Writes one JSON document to the output.</summary>
    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, GlyphJson.Indented));

    /// <summary>Makes a command's action out of its body: errors become messages and exit codes, never stack traces.</summary>
    public Func<ParseResult, CancellationToken, Task<int>> Guard(Func<ParseResult, CancellationToken, Task<int>> body) => async (parsed, cancellationToken) =>
    {
        try
        {
            return await body(parsed, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidInputException e)
        {
            foreach (var problem in e.Problems)
            {
                Report(problem);
            }

            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Report("interrupted");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is GlyphException or IOException or UnauthorizedAccessException)
        {
            Report(e.Message);
            return ExitCodes.Failed;
        }
        catch (Exception e) when (!string.Equals(Environment.GetEnvironmentVariable("GLYPH_DEBUG"), "1", StringComparison.Ordinal))
        {
            Report($"unexpected {e.GetType().Name}: {e.Message} (set GLYPH_DEBUG=1 to see where, and please report it)");
            return ExitCodes.Failed;
        }
    };

    private void Report(string problem) => Error.WriteLine($"error: {problem}");
}
