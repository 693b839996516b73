using Glyph.Core.Reading;

namespace Glyph.Reading.Onnx.Families;

/// <summary>The words, images and limits of a family's questions; runs no model.</summary>
internal interface IPrompts
{
    /// <summary>Images of a question at most.</summary>
    int MaxImages { get; }

    /// <summary>Tokens of prompt and answer together at most; null where each has a limit of its own.</summary>
    int? ContextTokens { get; }

    /// <summary>The tokens that end an answer.</summary>
    IReadOnlySet<int> Ends { get; }

    /// <summary>The token that every answer begins with, whatever the model says; null where there is none.</summary>
    int? ForcedFirst { get; }

    /// <summary>How the model is told, for the record.</summary>
    string Template { get; }

    /// <summary>Makes the model's input of a question.</summary>
    /// <exception cref="ModelException">The question cannot be asked of this model.</exception>
    PreparedQuestion Prepare(ModelQuestion question);
}
