using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Evaluation.Costs;

namespace Glyph.Evaluation;

/// <summary>The target models that Glyph can count for.</summary>
/// <remarks>
/// Rules: huggingface/transformers at decba1d2ea4e. Limits: the <c>preprocessor_config.json</c> on the Hugging Face Hub, known
/// from third-party copies only, so their status is "secondary"; each constant's status stands beside it.
/// </remarks>
public static class VisionTargets
{
    private const string Transformers = "huggingface/transformers@decba1d2ea4e";
    private const string Hub = "Hub preprocessor_config.json; status: secondary (third-party copies)";

    private static readonly SmartResizeTarget[] Targets =
    [
        new()
        {
            Id = "glm-4.1v",
            Aliases = ["glyph", "glm-4.5v", "glm-4.6v"],
            Title = "GLM-4.1V-9B, Glyph, GLM-4.5V, GLM-4.6V",
            Rule = new SmartResize(Cell: 28, Frames: 2, MinArea: 12_544, MaxArea: 9_633_792, EnlargesSmallSides: true),
            ImageMarkers = 2,
            RequestOverhead = 4 + 2,
            Constants = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["rule"] = $"{Transformers} models/glm4v/image_processing_glm4v.py; status: executed",
                ["cell"] = $"28 px (patch 14 x merge 2); {Transformers}; status: executed",
                ["frames"] = $"2 (a still image counts twice against the limits); {Transformers}; status: executed",
                ["min area"] = $"12544 px; {Hub}",
                ["max area"] = $"9633792 px, at most 6144 tokens an image; {Hub}; the class default is 11760000",
                ["image markers"] = "2 (<|begin_of_image|>, <|end_of_image|>); status: executed",
                ["request overhead"] = "6 (4 before: [gMASK] <sop> <|user|> \\n; 2 after: <|assistant|> \\n); status: unverified for GLM-4.5V and 4.6V",
            },
        },
        new()
        {
            Id = "qwen2.5-vl",
            Aliases = ["qwen2-vl"],
            Title = "Qwen2.5-VL, Qwen2-VL",
            Rule = new SmartResize(Cell: 28, Frames: 1, MinArea: 3_136, MaxArea: 12_845_056, EnlargesSmallSides: false),
            ImageMarkers = 2,
            RequestOverhead = 14 + 5,
            Constants = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["rule"] = $"{Transformers} models/qwen2_vl/image_processing_qwen2_vl.py; status: executed",
                ["cell"] = $"28 px (patch 14 x merge 2); {Transformers}; status: executed",
                ["min area"] = $"3136 px; {Hub}",
                ["max area"] = $"12845056 px, at most 16384 tokens an image; {Hub}; the class default is 1003520",
                ["image markers"] = "2 (<|vision_start|>, <|vision_end|>); status: executed",
                ["request overhead"] = "19 (14 before: the default system prompt and the user's start; 5 after); status: from the template's ids in transformers' tests",
            },
        },
        new()
        {
            Id = "qwen3-vl",
            Aliases = ["qwen3.5"],
            Title = "Qwen3-VL, Qwen3.5",
            Rule = new SmartResize(Cell: 32, Frames: 1, MinArea: 65_536, MaxArea: 16_777_216, EnlargesSmallSides: false),
            ImageMarkers = 2,
            RequestOverhead = 3 + 5,
            Constants = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["rule"] = $"{Transformers} models/qwen2_vl/image_processing_qwen2_vl.py; status: executed",
                ["cell"] = $"32 px (patch 16 x merge 2); {Transformers} models/qwen3_vl; status: executed",
                ["min area"] = $"65536 px, at least 64 tokens an image; {Hub}",
                ["max area"] = $"16777216 px, at most 16384 tokens an image; {Hub}",
                ["image markers"] = "2 (<|vision_start|>, <|vision_end|>); status: executed",
                ["request overhead"] = "8 (3 before: the user's start, no default system prompt; 5 after); status: unverified",
            },
        },
    ];

    /// <summary>Every target.</summary>
    public static IReadOnlyList<IVisionTarget> All => Targets;

    /// <summary>The target of an id or alias, ignoring case.</summary>
    /// <exception cref="InvalidInputException">There is none; the message offers the nearest.</exception>
    public static IVisionTarget Find(string id)
    {
        foreach (var target in Targets)
        {
            if (target.Aliases.Prepend(target.Id).Contains(id, StringComparer.OrdinalIgnoreCase))
            {
                return target;
            }
        }

        var names = Targets.SelectMany(t => t.Aliases.Prepend(t.Id));
        throw new InvalidInputException($"There is no target '{id}'{NearestName.Hint(id, names)}.");
    }
}
