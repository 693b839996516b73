using System.Text.Json;
using Glyph.Core.Corpora;
using Glyph.Core.Spaces;
using Glyph.Evaluation;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>The recorded configs as a reader sees them, for <c>scripts/fit-legibility.py</c>.</summary>
internal static class LandscapeSights
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Writes a line of JSON for each row of a landscape: what is seen of it, and the accuracy and compression of each corpus.</summary>
    /// <param name="path">The landscape's file.</param>
    /// <param name="output">Where to.</param>
    public static void Write(string path, TextWriter output)
    {
        var file = LandscapeFile.Read(path);
        var spaceFile = LandscapeOptions.SpaceFile(file.Space);
        var space = SearchSpace.Parse(TextFile.Read(spaceFile), spaceFile);
        var target = VisionTargets.Shipped.Find(file.Target);
        var features = new LandscapeFeatures(Samples.Renderer(), target);
        foreach (var row in file.Rows)
        {
            var sight = features.SightOf(space.Decode(row.Genome, target.PixelGrid));
            output.WriteLine(JsonSerializer.Serialize(new { Sight = sight, Readings = row.Readings }, Json));
        }
    }
}
