using System.Globalization;
using Glyph.Core.Reading;

namespace Glyph.Reading.Onnx.Families;

/// <summary>What a prompt may not do.</summary>
internal static class PromptLimits
{
    /// <summary>The model's own limit of tokens, or a lower one that was asked for.</summary>
    public static int Context(ModelFolder folder)
    {
        var own = folder.Config.Int(1, "text_config.max_position_embeddings", "max_position_embeddings");
        if (folder.Options.ContextTokens is { } asked && (asked < 1 || asked > own))
        {
            folder.Config.Report(string.Create(CultureInfo.InvariantCulture, $"'max_position_embeddings' is {own}, and the option ContextTokens is {asked}; it must be 1 to {own}."));
        }

        return folder.Options.ContextTokens ?? own;
    }

    /// <summary>Fails where prompt and answer do not fit together.</summary>
    public static void Demand(int prompt, int answer, int context)
    {
        if (prompt + answer > context)
        {
            throw new ModelException(ModelFault.Question, string.Create(CultureInfo.InvariantCulture,
                $"The prompt with its images is {prompt} tokens and the answer may have {answer}: more than the model's context of {context} (max_position_embeddings). Ask about fewer or smaller pages, or for a shorter answer."))
            { TooLarge = true };
        }
    }

    /// <summary>Fails where a prompt's own words hold the mark of an image.</summary>
    public static void DemandPlaces(IEnumerable<int> tokens, int mark, string written, int expected)
    {
        var found = tokens.Count(token => token == mark);
        if (found != expected)
        {
            throw new ModelException(ModelFault.Question, $"The prompt's words hold '{written}', which this model keeps for images.");
        }
    }

    /// <summary>The words of a family, or those that were asked for, which must say where images and prompt go.</summary>
    public static string Template(ModelFolder folder, string ofFamily, params ReadOnlySpan<string> places)
    {
        var template = folder.Options.PromptTemplate ?? ofFamily;
        foreach (var place in places)
        {
            if (template.Split(place).Length != 2)
            {
                folder.Config.Report($"the option PromptTemplate must hold {place} once for a model of this model_type.");
            }
        }

        return template;
    }
}
