namespace Glyph.Core;

/// <summary>The base of every error that Glyph raises on purpose. Its message can be shown to a user as it is.</summary>
public class GlyphException : Exception
{
    /// <summary>Creates an error with a message that says what was wrong, where, and what would be right.</summary>
    public GlyphException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an error that another one caused.</summary>
    public GlyphException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>What a user gave is wrong: every problem found, not only the first. Ends a command with exit code 2.</summary>
public sealed class InvalidInputException : GlyphException
{
    /// <summary>Creates an error from one problem.</summary>
    public InvalidInputException(string problem)
        : this([problem])
    {
    }

    /// <summary>Creates an error from all problems that a validation found.</summary>
    public InvalidInputException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Each problem, naming the file, the field, and what would be right.</summary>
    public IReadOnlyList<string> Problems { get; }
}

/// <summary>The store could not be opened, read or written.</summary>
public sealed class StoreException : GlyphException
{
    /// <summary>Creates a store error.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>Creates a store error that another one caused.</summary>
    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Whether the store only refused one write, such as one to a search that is not there: it goes on with all others. Default no.</summary>
    public bool IsRefusal { get; init; }
}

/// <summary>A page could not be laid out or drawn.</summary>
public sealed class RenderException : GlyphException
{
    /// <summary>Creates a rendering error.</summary>
    public RenderException(string message)
        : base(message)
    {
    }

    /// <summary>Creates a rendering error that another one caused.</summary>
    public RenderException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>A reader's model is missing, is not the expected one, or failed.</summary>
public sealed class ReaderException : GlyphException
{
    /// <summary>Creates a reader error.</summary>
    public ReaderException(string message)
        : base(message)
    {
    }

    /// <summary>Creates a reader error that another one caused.</summary>
    public ReaderException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>A limit of what a search may spend is reached: the search stops, with its results.</summary>
public sealed class SpendLimitException : GlyphException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">Which limit, and what would raise it.</param>
    public SpendLimitException(string message)
        : base(message)
    {
    }
}

/// <summary>Nothing can be read until somebody acts: a wrong key, an unknown model, a server that is gone. The search stops and can be resumed.</summary>
public sealed class ReaderUnavailableException : GlyphException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong, and what would be right.</param>
    /// <param name="inner">What caused it.</param>
    public ReaderUnavailableException(string message, Exception? inner = null)
        : base(message, inner!)
    {
    }
}
