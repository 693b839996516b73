using Glyph.Core.Costs;

namespace Glyph.Evaluation.Corpora;

/// <summary>What planted values look like, as in RULER.</summary>
public enum NeedleKind
{
    /// <summary>Two words with a hyphen.</summary>
    Words,

    /// <summary>Seven digits.</summary>
    Numbers,

    /// <summary>UUIDs of version 4.</summary>
    Uuids,
}

/// <summary>What is planted in each text, and asked for.</summary>
/// <param name="Kind">What the values look like; keys are always words.</param>
public sealed record NeedleOptions(NeedleKind Kind)
{
    /// <summary>Keys planted, at least 1. Default 1.</summary>
    public int Keys { get; init; } = 1;

    /// <summary>Keys asked for, 1 to <see cref="Keys"/>; the others only distract. Default 1.</summary>
    public int Queries { get; init; } = 1;

    /// <summary>Values of each key, at least 1. Default 1.</summary>
    public int Values { get; init; } = 1;

    /// <summary>
    /// Where the first value asked for stands, in percent of the text, 0 to 100; the texts take turns. All other needles stand
    /// anywhere. Default 0, 25, 50, 75, 100.
    /// </summary>
    public IReadOnlyList<double> Depths { get; init; } = [0, 25, 50, 75, 100];
}

/// <summary>How a corpus is built.</summary>
public sealed record CorpusBuildOptions
{
    /// <summary>What a text has at most, in tokens where there is a tokenizer, else in UTF-16 units; null: texts stay whole. At least 50.</summary>
    public int? Length { get; init; }

    /// <summary>What counts the length; null: UTF-16 units.</summary>
    public ITextTokenizer? Tokenizer { get; init; }

    /// <summary>What is planted; null: nothing.</summary>
    public NeedleOptions? Needles { get; init; }

    /// <summary>Whether each text is also to be transcribed.</summary>
    public bool Transcribe { get; init; }

    /// <summary>The share of documents that is held out, from 0 to 0.9. Default 0.5.</summary>
    public double HeldOutShare { get; init; } = 0.5;

    /// <summary>Items at most, in both parts together, at least 2; null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>Chooses parts, items, needles and their places. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>What the sources are read as. Default: by what they hold.</summary>
    public CorpusFormat Format { get; init; }

    /// <summary>What is wrong with these options.</summary>
    internal IEnumerable<string> Problems()
    {
        if (Length is < 50)
        {
            yield return $"The length is {Length}; it must be 50 or more.";
        }

        if (HeldOutShare is not (>= 0 and <= 0.9))
        {
            yield return FormattableString.Invariant($"The held-out share is {HeldOutShare}; it must be from 0 to 0.9.");
        }

        if (Limit is < 2)
        {
            yield return $"The limit is {Limit}; it must be 2 or more: one item for each part.";
        }

        if (Needles is { } needles)
        {
            if (needles.Keys is < 1 or > 100 || needles.Values is < 1 or > 100)
            {
                yield return $"There are {needles.Keys} keys of {needles.Values} values; both must be from 1 to 100.";
            }

            if (needles.Queries < 1 || needles.Queries > needles.Keys)
            {
                yield return $"{needles.Queries} keys are asked for; it must be from 1 to the {needles.Keys} that are planted.";
            }

            if (needles.Depths.Count == 0 || needles.Depths.Any(depth => depth is not (>= 0 and <= 100)))
            {
                yield return FormattableString.Invariant($"The depths are {string.Join(", ", needles.Depths)}; there must be some, each from 0 to 100 percent.");
            }
        }
    }
}
