using Glyph.Reading.Onnx.Running;

namespace Glyph.Reading.Onnx.Families;

/// <summary>An architecture: how it is recognised, which parts it has, and what asks and runs it.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="ModelTypes">What <c>config.json</c> has in 'model_type'.</param>
/// <param name="Parts">Its files, without suffix and extension.</param>
/// <param name="Prompts">Reads the configuration; problems go to the folder's.</param>
/// <param name="Runner">Checks the opened parts.</param>
internal sealed record ModelFamily(
    string Name,
    IReadOnlyList<string> ModelTypes,
    IReadOnlyList<string> Parts,
    Func<ModelFolder, IPrompts> Prompts,
    Func<ModelFolder, IReadOnlyDictionary<string, ModelPart>, ModelDevice, List<string>, IModelRunner> Runner)
{
    /// <summary>All that are known.</summary>
    public static IReadOnlyList<ModelFamily> All { get; } =
    [
        new("SmolVLM", ["idefics3", "smolvlm"], ["vision_encoder", "embed_tokens", "decoder_model_merged"], folder => new SmolVlmPrompts(folder),
            (folder, parts, device, problems) => new DecoderOnlyRunner(parts, folder.Token("<image>"), 1, device, problems)),
        new("Qwen2-VL", ["qwen2_vl"], ["vision_encoder", "embed_tokens", "decoder_model_merged"], folder => new Qwen2VlPrompts(folder),
            (folder, parts, device, problems) => new DecoderOnlyRunner(parts, folder.Token("<|image_pad|>"), 3, device, problems)),
        new("Florence-2", ["florence2"], ["vision_encoder", "embed_tokens", "encoder_model", "decoder_model_merged"], folder => new Florence2Prompts(folder),
            (folder, parts, device, problems) => new Florence2Runner(parts, FirstToken(folder), device, problems)),
        new("TrOCR", ["vision-encoder-decoder"], ["encoder_model", "decoder_model_merged"], folder => new TrOcrPrompts(folder),
            (folder, parts, device, problems) => new TrOcrRunner(parts, FirstToken(folder), device, problems)),
    ];

    /// <summary>The family of a folder; null, and a problem, where none is known.</summary>
    public static ModelFamily? Of(ModelFolder folder)
    {
        var type = folder.Config.Text("model_type");
        var found = All.FirstOrDefault(f => type is not null && f.ModelTypes.Contains(type, StringComparer.Ordinal));
        if (found is null)
        {
            folder.Config.Report($"'model_type' is {(type is null ? "missing" : $"'{type}'")}; known are {string.Join(", ", All.SelectMany(f => f.ModelTypes))}.");
        }

        return found;
    }

    private static int FirstToken(ModelFolder folder) => folder.Generation.OptionalInt("decoder_start_token_id")
        ?? folder.Config.Int(0, "decoder_start_token_id", "text_config.decoder_start_token_id", "decoder.decoder_start_token_id");
}
