using System.Text.Json.Nodes;
using Glyph.Core;
using Glyph.Reading.Onnx;

namespace Glyph.Reading.Tests.Onnx;

/// <summary>Whatever is wrong with a folder is said before anything runs, with the file and what would be right.</summary>
public sealed class BrokenFolderTests : IDisposable
{
    private string _folder = "";

    public void Dispose()
    {
        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("smolvlm", "config.json")]
    [InlineData("smolvlm", "preprocessor_config.json")]
    [InlineData("smolvlm", "tokenizer.json")]
    [InlineData("smolvlm", "onnx/vision_encoder.onnx")]
    [InlineData("qwen2-vl", "onnx/embed_tokens.onnx")]
    [InlineData("florence-2", "onnx/encoder_model.onnx")]
    [InlineData("trocr", "decoder_model_merged.onnx")]
    public void A_missing_file_is_named(string model, string file)
    {
        Copy(model);
        File.Delete(At(file));
        foreach (var variant in Directory.GetFiles(_folder, Path.GetFileNameWithoutExtension(file) + "_fp16.onnx", SearchOption.AllDirectories))
        {
            File.Delete(variant);
        }

        Fails($"{Path.GetFileName(file)}: not found in {_folder}");
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("generation_config.json")]
    public void A_file_that_is_not_JSON_is_named(string file)
    {
        Copy("smolvlm");
        File.WriteAllText(At(file), "{ \"model_type\": ");
        Fails($"{file}: not JSON");
    }

    [Fact]
    public void All_problems_are_said_at_once()
    {
        Copy("smolvlm");
        File.Delete(At("onnx/embed_tokens.onnx"));
        File.Delete(At("onnx/embed_tokens_fp16.onnx"));
        Change("preprocessor_config.json", root => root.Remove("image_mean"));
        Change("config.json", root => root["text_config"]!.AsObject().Remove("max_position_embeddings"));
        var problems = Assert.Throws<InvalidInputException>(() => Open(o => o with { Device = "gpu" })).Problems;
        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, p => p.StartsWith("embed_tokens.onnx: not found", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'image_mean'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("max_position_embeddings", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'gpu'", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_model_type_is_said_with_the_known_ones()
    {
        Copy("smolvlm");
        Change("config.json", root => root["model_type"] = "llava");
        Fails("config.json: 'model_type' is 'llava'; known are idefics3, smolvlm, qwen2_vl, florence2, vision-encoder-decoder");
    }

    [Theory]
    [InlineData("smolvlm", "<image>")]
    [InlineData("smolvlm", "<fake_token_around_image>")]
    [InlineData("smolvlm", "<row_2_col_2>")]
    [InlineData("qwen2-vl", "<|vision_start|>")]
    public void A_tokenizer_without_a_needed_token_is_said(string model, string token)
    {
        Copy(model);
        Change("tokenizer.json", root => root["added_tokens"] = new JsonArray([.. root["added_tokens"]!.AsArray().Where(t => !string.Equals((string)t!["content"]!, token, StringComparison.Ordinal)).Select(t => t!.DeepClone())]));
        Fails($"tokenizer.json: it has no token '{token}'");
    }

    [Theory]
    [InlineData("Unigram", null, null, "its model is a Unigram")]
    [InlineData(null, "Metaspace", null, "not byte-level")]
    [InlineData(null, null, "Lowercase", "normalizer 'Lowercase'")]
    public void Another_kind_of_tokenizer_is_said(string? type, string? step, string? normaliser, string said)
    {
        Copy("trocr");
        Change("tokenizer.json", root =>
        {
            root["model"]!["type"] = type ?? "BPE";
            root["pre_tokenizer"]!["type"] = step ?? "ByteLevel";
            root["normalizer"] = normaliser is null ? null : new JsonObject { ["type"] = normaliser };
        });
        Fails(said);
    }

    [Fact]
    public void An_end_of_answers_must_be_known()
    {
        Copy("trocr");
        File.Delete(At("generation_config.json"));
        File.Delete(At("tokenizer_config.json"));
        Change("config.json", root => root["decoder"]!.AsObject().Remove("eos_token_id"));
        Change("tokenizer.json", root =>
        {
            root["added_tokens"]!.AsArray()[2]!["content"] = "</end>";
            root["model"]!["vocab"]!.AsObject().Remove("</s>");
        });
        Fails("eos_token_id");
    }

    [Fact]
    public void An_end_that_is_no_number_is_said()
    {
        Copy("trocr");
        Change("generation_config.json", root => root["eos_token_id"] = new JsonArray(2, "</s>"));
        Fails("generation_config.json: 'eos_token_id' must be a whole number, or a list of some.");
    }

    [Theory]
    [InlineData("do_resize", "false", "'do_resize' is false")]
    [InlineData("resample", "9", "'resample' is 9")]
    [InlineData("image_std", "[1, 2]", "'image_std' must be three numbers")]
    [InlineData("size", "{}", "'size.longest_edge' must be a whole number")]
    public void A_processor_that_is_not_supported_is_said(string field, string value, string said)
    {
        Copy("smolvlm");
        Change("preprocessor_config.json", root => root[field] = JsonNode.Parse(value));
        Fails(said);
    }

    [Fact]
    public void Another_hash_than_stated_is_said()
    {
        var hash = new string('0', 64);
        Fails(TestModel.Options("trocr") with { Sha256 = new Dictionary<string, string>(StringComparer.Ordinal) { ["encoder_model.onnx"] = hash, ["other.onnx"] = hash } },
            "encoder_model.onnx: its SHA-256 is ", $"expected is {hash}", "other.onnx: its SHA-256 is stated");
    }

    [Fact]
    public void Another_hash_than_the_folder_states_is_said_and_files_that_are_not_used_may_be_listed()
    {
        Copy("trocr");
        using (var model = Open())
        {
            File.WriteAllLines(At("SHA256SUMS"), [.. model.Identity.Models.Select(file => $"{file.Value}  {file.Key}"), $"{new string('0', 64)} *other.onnx"]);
        }

        using (Open())
        {
            File.AppendAllText(At("SHA256SUMS"), $"{new string('0', 64)}  encoder_model.onnx\nnonsense\n");
        }

        Fails("encoder_model.onnx: its SHA-256 is ", $"expected is {new string('0', 64)}", "SHA256SUMS:5: is not a SHA-256");
    }

    [Fact]
    public void The_stated_hash_is_accepted()
    {
        using var found = OnnxVisionModel.Open(TestModel.Options("trocr"));
        using var model = OnnxVisionModel.Open(TestModel.Options("trocr") with { Sha256 = found.Identity.Models });
        Assert.Equal(found.Identity.Models, model.Identity.Models);
    }

    [Fact]
    public void Weights_beside_a_graph_are_hashed_with_it()
    {
        Copy("trocr");
        File.WriteAllText(At("encoder_model.onnx_data"), "weights");
        File.WriteAllText(At("encoder_model.onnx.txt"), "notes");
        using var model = Open();
        Assert.Equal(["decoder_model_merged.onnx", "encoder_model.onnx", "encoder_model.onnx_data"], model.Identity.Models.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_damaged_graph_is_said()
    {
        Copy("trocr");
        File.WriteAllText(At("encoder_model.onnx"), "no graph");
        Fails("encoder_model.onnx: it could not be opened on CPU");
    }

    [Fact]
    public void Weights_of_another_model_are_said_by_their_inputs_and_outputs()
    {
        Copy("florence-2");
        File.Copy(At("onnx/encoder_model.onnx"), At("onnx/vision_encoder.onnx"), overwrite: true);
        Fails(
            "onnx/vision_encoder.onnx: it has no input 'pixel_values'; it has attention_mask, inputs_embeds.",
            "onnx/vision_encoder.onnx: it has an input 'attention_mask', and none of that name is known; known are pixel_values.",
            "onnx/vision_encoder.onnx: it has no output 'image_features'");
    }

    [Fact]
    public void A_decoder_of_another_family_is_said()
    {
        Copy("smolvlm");
        File.Copy(Path.Combine(TestModel.Folder("qwen2-vl"), "onnx", "decoder_model_merged.onnx"), At("onnx/decoder_model_merged.onnx"), overwrite: true);
        Fails("onnx/decoder_model_merged.onnx: its input 'position_ids' is Int64 of 3 dimensions; expected is Int64 of 2.");
    }

    [Fact]
    public void A_decoder_without_a_cache_is_said()
    {
        Copy("trocr");
        File.Copy(At("encoder_model.onnx"), At("decoder_model_merged.onnx"), overwrite: true);
        Fails("decoder_model_merged.onnx: it has no input 'past_key_values.0.key'", "it has no output 'logits'");
    }

    [Fact]
    public void A_variant_that_is_not_there_is_said_with_those_that_are() =>
        Fails(TestModel.Options("smolvlm") with { Variant = "q4" }, "vision_encoder_q4.onnx: not found", "there is the plain one, fp16 (option Variant)");

    [Fact]
    public void The_only_variant_is_taken()
    {
        Copy("smolvlm");
        foreach (var part in (string[])["vision_encoder", "embed_tokens", "decoder_model_merged"])
        {
            File.Delete(At($"onnx/{part}.onnx"));
        }

        using var model = Open();
        Assert.All(model.Identity.Models.Keys, file => Assert.EndsWith("_fp16.onnx", file, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_out_of_range_are_said_at_once()
    {
        Fails(new OnnxModelOptions { Folder = "no-such-folder", Threads = 0, MaxBatch = 0, MaxImages = -1 }, "Threads is 0", "MaxBatch is 0", "MaxImages is -1", "no-such-folder is not there");
        Fails(TestModel.Options("smolvlm") with { ContextTokens = 193, PromptTemplate = "{prompt}" }, "'max_position_embeddings' is 192, and the option ContextTokens is 193", "PromptTemplate must hold {images}");
    }

    private void Copy(string model) => _folder = TestModel.Copy(model);

    private string At(string file) => Path.Combine(_folder, file);

    private void Change(string file, Action<JsonObject> change)
    {
        var root = JsonNode.Parse(File.ReadAllText(At(file)))!.AsObject();
        change(root);
        File.WriteAllText(At(file), root.ToJsonString());
    }

    private OnnxVisionModel Open(Func<OnnxModelOptions, OnnxModelOptions>? change = null)
    {
        var options = new OnnxModelOptions { Folder = _folder, Threads = 1 };
        return OnnxVisionModel.Open(change is null ? options : change(options));
    }

    private void Fails(params string[] said) => Fails(new OnnxModelOptions { Folder = _folder, Threads = 1 }, said);

    private static void Fails(OnnxModelOptions options, params string[] said)
    {
        var error = Assert.Throws<InvalidInputException>(() => OnnxVisionModel.Open(options));
        Assert.All(said, words => Assert.Contains(words, error.Message, StringComparison.Ordinal));
    }
}
