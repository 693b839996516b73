namespace Glyph.Reading.Onnx.Running;

/// <summary>What an input or output of a model holds.</summary>
internal enum PortKind
{
    /// <summary>Numbers of 32 or 16 bits with a point.</summary>
    Real,

    /// <summary>Whole numbers of 64 bits.</summary>
    Whole,

    /// <summary>Truth values.</summary>
    Truth,
}

/// <summary>An input or output that a model must or may have.</summary>
/// <param name="Name">Its name, or several with bars between, of which exports have one.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Rank">How many dimensions it has.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record Port(string Name, PortKind Kind, int Rank, bool IsRequired = true)
{
    /// <summary>Whether a name is one of this port's.</summary>
    public bool Is(string name) => Name.Split('|').Contains(name, StringComparer.Ordinal);
}
