using System.Numerics.Tensors;
using System.Text;

namespace Glyph.Reading.Recognition;

/// <summary>
/// Greedy decoding of a connectionist temporal classification: the likeliest class of each step, repeats merged, blanks dropped.
/// </summary>
/// <remarks>Graves, Fernández, Gomez and Schmidhuber, "Connectionist temporal classification", ICML 2006, section 3.2 (best path).</remarks>
internal sealed class CtcDecoder(IReadOnlyList<string> classes)
{
    private const int Blank = 0;

    /// <summary>How many classes a step has: the blank, then the dictionary.</summary>
    public int Classes => classes.Count;

    /// <summary>The text of one line.</summary>
    /// <param name="scores">Steps times <see cref="Classes"/> scores.</param>
    public string Decode(ReadOnlySpan<float> scores)
    {
        var text = new StringBuilder();
        var previous = Blank;
        for (; scores.Length >= classes.Count; scores = scores[classes.Count..])
        {
            var best = TensorPrimitives.IndexOfMax(scores[..classes.Count]);
            if (best != previous && best != Blank)
            {
                text.Append(classes[best]);
            }

            previous = best;
        }

        return text.ToString();
    }
}
