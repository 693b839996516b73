namespace Glyph.Evaluation.Tasks;

/// <summary>The texts that are built into this assembly: prompts and phrases.</summary>
internal static class Resources
{
    /// <summary>A text by its name below this folder, such as <c>Prompts.needle.en.md</c>; line ends are line feeds.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream($"{typeof(Resources).Namespace}.{name}")
            ?? throw new ArgumentException($"There is no built-in text '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }

    /// <summary>Whether there is such a text.</summary>
    public static bool Has(string name) => typeof(Resources).Assembly.GetManifestResourceInfo($"{typeof(Resources).Namespace}.{name}") is not null;
}
