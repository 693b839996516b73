using System.Text.Json.Serialization;

namespace Glyph.Core.Trials;

/// <summary>What an answer was.</summary>
public enum ItemOutcome
{
    /// <summary>Right.</summary>
    Right,

    /// <summary>Partly right.</summary>
    Partial,

    /// <summary>Wrong, without a sign of it: the outcome that hurts.</summary>
    SilentlyWrong,

    /// <summary>The reader said that it cannot tell, or left it out.</summary>
    Abstained,

    /// <summary>The answer was cut off at the limit of tokens: neither right nor wrong.</summary>
    CutOff,

    /// <summary>The reader refused.</summary>
    Refused,

    /// <summary>There was no answer; it is not scored.</summary>
    Failed,
}

/// <summary>The score of one item of a sample.</summary>
/// <param name="Key">Which: the same under every config, so that two configs can be compared item by item.</param>
/// <param name="Score">In [0, 1].</param>
/// <param name="Weight">Its share in the mean.</param>
/// <param name="Outcome">What the answer was.</param>
public sealed record ItemScore(string Key, double Score, double Weight, ItemOutcome Outcome)
{
    /// <summary>Identifiers asked for, or standing in the truth: needles, and words that hold a digit.</summary>
    public int Ids { get; init; }

    /// <summary>Those of them that came back as something else.</summary>
    public int WrongIds { get; init; }

    /// <summary>Whether it counts in a mean: there was a whole answer, right or wrong.</summary>
    [JsonIgnore]
    public bool IsScored => Outcome is not (ItemOutcome.Failed or ItemOutcome.CutOff);

    /// <summary>Whether it can be compared with the same item under another config: it is scored, and weighs something.</summary>
    [JsonIgnore]
    public bool IsComparable => IsScored && Weight > 0;

    /// <summary>By how much one config reads each item better that both have read, and what the item weighs: the mean of its weights.</summary>
    /// <param name="first">The one's scores.</param>
    /// <param name="second">The other's.</param>
    /// <returns>First minus second, in the order of the items' keys, so that the order of reading changes nothing.</returns>
    public static List<(double Value, double Weight)> Differences(IEnumerable<ItemScore> first, IEnumerable<ItemScore> second)
    {
        var others = second.Where(item => item.IsComparable).ToDictionary(item => item.Key, StringComparer.Ordinal);
        return
        [
            .. first
                .Where(item => item.IsComparable && others.ContainsKey(item.Key))
                .OrderBy(item => item.Key, StringComparer.Ordinal)
                .Select(item => (item.Score - others[item.Key].Score, (item.Weight + others[item.Key].Weight) / 2)),
        ];
    }
}
