using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Glyph.Cli;

/// <summary>Adds an examples section to a command's help.</summary>
internal static class Examples
{
    /// <summary>Shows these examples under the command's <c>--help</c>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="examples">Command lines, each with what it does.</param>
    public static void AddTo(Command command, params (string Line, string Meaning)[] examples)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            help = new HelpOption();
            command.Add(help);
        }

        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!, examples);
    }

    private sealed class HelpWithExamples(SynchronousCommandLineAction usual, (string Line, string Meaning)[] examples) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var result = usual.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var (line, meaning) in examples)
            {
                output.WriteLine($"  {line}");
                output.WriteLine($"      {meaning}");
            }

            output.WriteLine();
            return result;
        }
    }
}
