using System.Security.Cryptography;
using Glyph.Reading.Onnx.Running;
using Glyph.Reading.Onnx.Tokens;

namespace Glyph.Reading.Onnx.Families;

/// <summary>An export's folder: its configuration, its tokenizer, and where its parts are.</summary>
internal sealed class ModelFolder : IDisposable
{
    private static readonly string[] KnownVariants = ["", "fp16", "quantized", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"];

    private readonly string _path;
    private readonly string? _variant;
    private readonly List<string> _problems;
    private readonly List<ModelPart> _opened = [];

    public ModelFolder(OnnxModelOptions options, List<string> problems)
    {
        (_path, _variant, _problems) = (options.Folder, options.Variant, problems);
        Options = options;
        Config = JsonFile.Open(_path, "config.json", isRequired: true, problems);
        Preprocessor = JsonFile.Open(_path, "preprocessor_config.json", isRequired: true, problems);
        Processor = JsonFile.Open(_path, "processor_config.json", isRequired: false, problems);
        Generation = JsonFile.Open(_path, "generation_config.json", isRequired: false, problems);
        TokenizerConfig = JsonFile.Open(_path, "tokenizer_config.json", isRequired: false, problems);
        Tokenizer = TokenizerFile.Open(_path, problems);
    }

    /// <summary>What was asked for.</summary>
    public OnnxModelOptions Options { get; }

    /// <summary><c>config.json</c>.</summary>
    public JsonFile Config { get; }

    /// <summary><c>preprocessor_config.json</c>.</summary>
    public JsonFile Preprocessor { get; }

    /// <summary><c>processor_config.json</c>, or nothing.</summary>
    public JsonFile Processor { get; }

    /// <summary><c>generation_config.json</c>, or nothing.</summary>
    public JsonFile Generation { get; }

    /// <summary><c>tokenizer_config.json</c>, or nothing.</summary>
    public JsonFile TokenizerConfig { get; }

    /// <summary>The tokenizer; null where it is among the problems.</summary>
    public ByteLevelTokenizer? Tokenizer { get; }

    /// <summary>The number of a token that must be there; -1, and a problem, where it is not.</summary>
    public int Token(string text)
    {
        if (Tokenizer is null)
        {
            return -1;
        }

        if (Tokenizer.Id(text) is { } id)
        {
            return id;
        }

        _problems.Add($"tokenizer.json: it has no token '{text}', which the prompts of this model_type need.");
        return -1;
    }

    /// <summary>The tokens that end an answer: those of the configuration, and some of the family's where the tokenizer has them.</summary>
    public HashSet<int> Ends(params ReadOnlySpan<string> ofFamily)
    {
        HashSet<int> ends = [.. Generation.Ints("eos_token_id"), .. Config.Ints("eos_token_id"), .. Config.Ints("text_config.eos_token_id"), .. Config.Ints("decoder.eos_token_id")];
        foreach (var name in (IEnumerable<string?>)[TokenizerConfig.Text("eos_token"), .. ofFamily.ToArray()])
        {
            if (name is not null && Tokenizer?.Id(name) is { } id)
            {
                ends.Add(id);
            }
        }

        if (ends.Count == 0)
        {
            _problems.Add("generation_config.json: no 'eos_token_id' says what ends an answer, and neither do config.json and tokenizer_config.json.");
        }

        return ends;
    }

    /// <summary>The file of a part, by name within the folder; null, and a problem, where there is none.</summary>
    /// <param name="part">Such as <c>vision_encoder</c>.</param>
    public string? Locate(string part)
    {
        foreach (var folder in (ReadOnlySpan<string>)["onnx", "."])
        {
            var there = KnownVariants.Append(_variant ?? "").Distinct(StringComparer.Ordinal)
                .Where(v => File.Exists(Path.Combine(_path, folder, FileOf(part, v)))).ToList();
            if (there.Count == 0)
            {
                continue;
            }

            var wanted = _variant ?? (there.Contains("", StringComparer.Ordinal) || there.Count > 1 ? "" : there[0]);
            if (there.Contains(wanted, StringComparer.Ordinal))
            {
                return folder is "." ? FileOf(part, wanted) : $"{folder}/{FileOf(part, wanted)}";
            }

            var names = string.Join(", ", there.Select(v => v.Length == 0 ? "the plain one" : v));
            _problems.Add($"{FileOf(part, wanted)}: not found in {Path.Combine(_path, folder)}; of this part there is {names} (option Variant).");
            return null;
        }

        _problems.Add($"{FileOf(part, _variant ?? "")}: not found in {_path} or its folder 'onnx'.");
        return null;
    }

    /// <summary>The SHA-256 of files and of the weights beside them; a problem for each that is not the expected one.</summary>
    public Dictionary<string, string> Hash(IEnumerable<string> files)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            // Weights above 2 GB lie beside their graph, in files such as decoder_model_merged.onnx_data.
            var folder = Path.GetDirectoryName(file) ?? "";
            var all = Directory.EnumerateFiles(Path.Combine(_path, folder), Path.GetFileName(file) + "*").Select(f => Path.GetFileName(f)!)
                .Where(f => f.Length == Path.GetFileName(file).Length || f.StartsWith(Path.GetFileName(file) + "_data", StringComparison.Ordinal));
            foreach (var name in all.Order(StringComparer.Ordinal).Select(f => folder.Length == 0 ? f : $"{folder}/{f}"))
            {
                using var stream = File.OpenRead(Path.Combine(_path, name));
                hashes[name] = Convert.ToHexStringLower(SHA256.HashData(stream));
            }
        }

        foreach (var (name, expected) in Options.Sha256)
        {
            if (!hashes.TryGetValue(name, out var found))
            {
                _problems.Add($"{name}: its SHA-256 is stated, and this model does not use the file; it uses {string.Join(", ", hashes.Keys)}.");
            }
            else
            {
                Compare(name, found, expected);
            }
        }

        // Of the files that are listed there, those of other variants are not read.
        foreach (var (name, expected) in Sha256Sums.Read(_path, _problems).Where(stated => hashes.ContainsKey(stated.Key)))
        {
            Compare(name, hashes[name], expected);
        }

        return hashes;
    }

    private void Compare(string name, string found, string expected)
    {
        if (!string.Equals(found, expected, StringComparison.OrdinalIgnoreCase))
        {
            _problems.Add($"{name}: its SHA-256 is {found}; expected is {expected}. The file is another one, or is damaged.");
        }
    }

    /// <summary>Opens a part; null, and a problem, where that cannot be. It is closed with the folder.</summary>
    public ModelPart? Open(string file, ModelDevice device)
    {
        var part = ModelPart.Open(_path, file, device, _problems);
        if (part is not null)
        {
            _opened.Add(part);
        }

        return part;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _opened)
        {
            part.Dispose();
        }
    }

    private static string FileOf(string part, string variant) => variant.Length == 0 ? $"{part}.onnx" : $"{part}_{variant}.onnx";
}
