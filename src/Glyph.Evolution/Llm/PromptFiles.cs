namespace Glyph.Evolution.Llm;

/// <summary>The prompts: files of the folder Prompts, built into the assembly.</summary>
internal static class PromptFiles
{
    public static string System { get; } = Read("system.md");

    public static string Propose { get; } = Read("propose.md");

    public static string IdeasSchema { get; } = Read("ideas.schema.json");

    private static string Read(string name)
    {
        using var stream = typeof(PromptFiles).Assembly.GetManifestResourceStream($"Prompts/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim().ReplaceLineEndings("\n");
    }
}
