namespace Glyph.Cli;

/// <summary>What the process answers to its caller.</summary>
internal static class ExitCodes
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Something failed that the input did not cause.</summary>
    public const int Failed = 1;

    /// <summary>The command line or an input file is wrong.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl-C or a termination signal; 128 + SIGINT by the shells' convention.</summary>
    public const int Interrupted = 130;
}
