namespace Glyph.Core.Spaces;

/// <summary>
/// One dimension of a search space: a domain of values and a prior over them. A parameter named like a key of a render
/// config sets that key; any other name is a free gene for choices, conditions and derived keys.
/// </summary>
public abstract class Parameter
{
    private protected Parameter(string name, IReadOnlyList<Condition> when) => (Name, When) = (name, when);

    /// <summary>Its name, unique in the space.</summary>
    public string Name { get; }

    /// <summary>Its conditions: it is active only while all hold. Empty means always.</summary>
    public IReadOnlyList<Condition> When { get; }

    /// <summary>The value that repair gives where a genome has none: the prior's most likely one.</summary>
    public abstract GeneValue Default { get; }

    /// <summary>The domain in words, such as <c>one of 60, 72, 84, 96</c>.</summary>
    public abstract string Domain { get; }

    /// <summary>A value drawn from the prior.</summary>
    public abstract GeneValue Sample(Random random);

    /// <summary>Whether a value belongs to the domain.</summary>
    public abstract bool Contains(GeneValue value);

    /// <summary>The value of the domain that is nearest to any given one; a value of the domain itself is kept.</summary>
    public abstract GeneValue Snap(GeneValue value);

    /// <summary>What a value of the domain sets: pairs of a config key (or a virtual page key) and its value.</summary>
    internal abstract IReadOnlyList<Setting> Settings(GeneValue value);

    /// <summary>Everything that some value of the domain could set; of a range, its ends.</summary>
    internal abstract IEnumerable<Setting> AllSettings();

    private protected bool SetsItsOwnKey => PageKeys.IsSettable(Name);
}

/// <summary>A parameter is active only where another has one of these values.</summary>
/// <param name="Parameter">The other parameter; it must be active itself.</param>
/// <param name="Values">Its values.</param>
public sealed record Condition(string Parameter, IReadOnlyList<GeneValue> Values)
{
    /// <summary>Whether the condition holds in a genome.</summary>
    public bool Holds(Genome genome) => genome[Parameter] is { } value && Values.Contains(value);

    /// <inheritdoc/>
    public override string ToString() => $"{Parameter} is {string.Join(" or ", Values)}";
}

/// <summary>One key of a render config (or a virtual page key) with its value.</summary>
internal readonly record struct Setting(string Key, System.Text.Json.JsonElement Value);
