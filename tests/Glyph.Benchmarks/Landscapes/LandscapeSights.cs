using System.Text.Json;
using Glyph.Evaluation;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Surrogate;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>The recorded configs as a reader sees them, for <c>scripts/fit-legibility.py</c>.</summary>
internal static class LandscapeSights
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// Writes a line of JSON for each row of a landscape: what <see cref="Legibility"/> looks at and expects, what was read (both on the
    /// error scale, the mean of all corpora), and the logarithm of compression.
    /// </summary>
    /// <param name="path">The landscape's file.</param>
    /// <param name="output">Where to.</param>
    public static void Write(string path, TextWriter output)
    {
        var file = LandscapeFile.Read(path);
        var (space, target) = (LandscapeOptions.OpenSpace(file.Space), VisionTargets.Shipped.Find(file.Target));
        var features = new LandscapeFeatures(Samples.Renderer(), target);
        foreach (var row in file.Rows)
        {
            var sight = features.SightOf(space.Decode(row.Genome, target.PixelGrid));
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    Width = Legibility.Length(sight.CharacterWidth),
                    Overlap = Legibility.OverlapOf(sight),
                    sight.IsResampled,
                    Expected = Legibility.At(sight),
                    Read = row.Readings.Average(r => ErrorScale.Of(r.Accuracy)),
                    Compression = row.Readings.Average(r => Math.Log(r.Compression)),
                },
                Json));
        }
    }
}
