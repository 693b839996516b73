using System.CommandLine;
using System.CommandLine.Invocation;
using Glyph.Cli.Commands;

namespace Glyph.Cli;

/// <summary>The whole command line: every command, and what all of them share.</summary>
internal static class CommandLine
{
    private const string Description =
        "Finds the render config under which a vision-language model reads your text at the best accuracy for the fewest vision tokens.";

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments, without the executable.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where progress beside JSON, and errors, go.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var context = new CliContext(output, error, TimeProvider.System);
        var root = new RootCommand(Description);
        root.Add(SearchCommand.Create(context));
        root.Add(ResumeCommand.Create(context));
        root.Add(ServeCommand.Create(context));
        root.Add(WatchCommand.Create(context));
        root.Add(QueueCommand.Create(context));
        root.Add(KeyCommand.Create(context));
        root.Add(BackupCommand.Create(context));
        root.Add(ListCommand.Create(context));
        root.Add(FrontCommand.Create(context));
        root.Add(AnalyzeCommand.Create(context));
        root.Add(LedgerCommand.Create(context));
        root.Add(JournalCommand.Create(context));
        root.Add(ExportCommand.Create(context));
        root.Add(ImportCommand.Create(context));
        root.Add(RenderCommand.Create(context));
        root.Add(MeasureCommand.Create(context));
        root.Add(CorpusCommand.Create(context));
        root.Add(ScoreCommand.Create(context));
        root.Add(TargetsCommand.Create(context));
        root.Add(TokensCommand.Create(context));
        root.Add(DoctorCommand.Create(context));
        Examples.AddTo(root,
            ("glyph search", "search the shipped sample texts with a small space"),
            ("glyph search --corpus book.txt --evaluations 150 --out results/book", "search your own text and export the best config"),
            ("glyph front", "show the front of the newest search"));

        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction wrong && parsed.CommandResult.Command != root)
        {
            // The error alone: a page of options would hide it.
            wrong.ShowHelp = false;
        }

        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        }).ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? ExitCodes.BadInput : exitCode;
    }
}
