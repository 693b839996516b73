namespace Glyph.Evolution.Surrogate;

/// <summary>What a search needs most where it stands.</summary>
/// <param name="Read">How many trials were read.</param>
/// <param name="Generation">The generation.</param>
internal sealed record Stage(int Read, int Generation)
{
    /// <summary>So many readings serve the whole front before any is spent on what users choose by.</summary>
    private const int FirstForWhole = 16;

    /// <summary>The share of the model's doubt that counts at first, and after how many readings all of it does.</summary>
    private const double LeastDoubt = 0.5;

    private const double FullDoubt = 60;

    /// <summary>
    /// The share of the model's doubt that counts. While little was read all is in doubt, most of all what is farthest from what was
    /// read, and the best of hundreds of candidates is then the most overrated one: a search that heeds all of its doubt
    /// begins with configs that nobody can read.
    /// </summary>
    public double Doubt => Math.Min(1, LeastDoubt + ((1 - LeastDoubt) * Read / FullDoubt));

    /// <summary>Whether a place serves the whole front; of four, later, one serves what users choose by. Smaller batches take turns.</summary>
    public bool IsForWhole(int place) => Read < FirstForWhole || (Generation + place) % 4 != 3;
}
