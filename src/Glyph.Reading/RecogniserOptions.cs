namespace Glyph.Reading;

/// <summary>How the shipped recognisers run.</summary>
public sealed record RecogniserOptions
{
    /// <summary>CPU threads that read at the same time, at least 1. Default: all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether a CUDA device is used where this build and the machine have one. Default: yes.</summary>
    public bool UseCuda { get; init; } = true;
}
