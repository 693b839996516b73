using Glyph.Core.Corpora;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>The texts of the shipped landscapes: English prose, and what must be read exactly.</summary>
internal static class LandscapeTexts
{
    /// <summary>Times that each text stands in its corpus, so that the last page weighs as little as in a long document.</summary>
    private const int Times = 3;

    /// <summary><c>prose</c>: the shipped prose; <c>exact</c>: identifiers, code and tables.</summary>
    public static IReadOnlyList<CorpusItem> Shipped() =>
    [
        new("prose", Repeat(Samples.All("prose.md"))),
        new("exact", Repeat(Samples.All("ids.txt"), Samples.File("code.py"), Samples.File("../held-out/code.cs"), Samples.All("table.txt"))),
    ];

    private static string Repeat(params string[] texts) => string.Join("\n\n", Enumerable.Repeat(string.Join("\n\n", texts), Times));
}
