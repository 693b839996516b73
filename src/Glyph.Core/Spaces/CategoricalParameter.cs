namespace Glyph.Core.Spaces;

/// <summary>A choice among names without an order, such as a font, or a colour palette that sets three keys at once.</summary>
public sealed class CategoricalParameter : Parameter
{
    private readonly Dictionary<string, Choice> _byName;
    private readonly WeightedIndex _prior;

    internal CategoricalParameter(string name, IReadOnlyList<Choice> choices, IReadOnlyList<Condition> when)
        : base(name, when)
    {
        Choices = choices;
        _byName = choices.ToDictionary(c => c.Name, StringComparer.Ordinal);
        _prior = new WeightedIndex([.. choices.Select(c => c.Weight)]);
    }

    /// <summary>The choices in the order of the file.</summary>
    public IReadOnlyList<Choice> Choices { get; }

    /// <inheritdoc/>
    public override GeneValue Default => GeneValue.Of(Choices[_prior.MostLikely].Name);

    /// <inheritdoc/>
    public override string Domain => $"one of {string.Join(", ", Choices.Select(c => $"\"{c.Name}\""))}";

    /// <inheritdoc/>
    public override GeneValue Sample(Random random) => GeneValue.Of(Choices[_prior.Sample(random)].Name);

    /// <inheritdoc/>
    public override bool Contains(GeneValue value) => !value.IsNumber && _byName.ContainsKey(value.Choice);

    /// <inheritdoc/>
    public override GeneValue Snap(GeneValue value)
    {
        if (Contains(value))
        {
            return value;
        }

        return GeneValue.Of(NearestName.Of(value.ToString(), Choices.Select(c => c.Name), 1)[0]);
    }

    internal override IReadOnlyList<Setting> Settings(GeneValue value) => _byName[value.Choice].Settings;

    internal override IEnumerable<Setting> AllSettings() => Choices.SelectMany(c => c.Settings);

    /// <summary>One choice.</summary>
    public sealed class Choice
    {
        internal Choice(string name, double weight, IReadOnlyList<Setting> settings) => (Name, Weight, Settings) = (name, weight, settings);

        /// <summary>Its name: the gene's value.</summary>
        public string Name { get; }

        /// <summary>Its weight in the prior, at least 0; weights need not add up to 1.</summary>
        public double Weight { get; }

        /// <summary>What it sets, in words: key and value as in a config file.</summary>
        public IEnumerable<string> Effects => Settings.Select(s => $"{s.Key} {s.Value.GetRawText()}");

        internal IReadOnlyList<Setting> Settings { get; }
    }
}
