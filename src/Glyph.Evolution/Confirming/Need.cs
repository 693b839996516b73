namespace Glyph.Evolution.Confirming;

/// <summary>What a config is needed for.</summary>
public enum Need
{
    /// <summary>No identifier may come back as something else: the lowest bound of the share that does, then the highest compression.</summary>
    IdsExact,

    /// <summary>Prose, as cheap as may be: the highest compression at an accuracy of surely 95 % or more.</summary>
    ProseCheapest,

    /// <summary>As good as the text: the highest compression at an accuracy of surely 99 % or more.</summary>
    Lossless,

    /// <summary>The knee of the front: from there on, more of one costs much of the other.</summary>
    Balanced,
}

/// <summary>The trial for a need.</summary>
/// <param name="Need">The need.</param>
/// <param name="Trial">The trial that meets it; where none does, the nearest; null where nothing was read or may be picked.</param>
/// <param name="IsMet">Whether it does.</param>
/// <param name="Why">Why this one, or what is lacking, in one sentence.</param>
public sealed record NeedPick(Need Need, Finalist? Trial, bool IsMet, string Why);
