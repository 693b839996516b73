namespace Glyph.Daemon.Reporting;

/// <summary>A column of few distinct values: the value of a row is <c>Values[Index[row]]</c>; an index of -1 is null.</summary>
/// <param name="Values">The distinct values, in the order in which they first came.</param>
/// <param name="Index">By row, which of them.</param>
internal sealed record Coded<T>(IReadOnlyList<T> Values, IReadOnlyList<int> Index);

/// <summary>Numbers distinct values in the order in which they come.</summary>
internal sealed class CodeBook<T>(IEqualityComparer<T>? comparer = null)
    where T : notnull
{
    /// <summary>The code of null.</summary>
    public const int None = -1;

    private readonly Dictionary<T, int> _codes = new(comparer);
    private readonly List<T> _values = [];

    /// <summary>The code of a value.</summary>
    public int Code(T? value)
    {
        if (value is null)
        {
            return None;
        }

        if (!_codes.TryGetValue(value, out var code))
        {
            code = _values.Count;
            _codes.Add(value, code);
            _values.Add(value);
        }

        return code;
    }

    /// <summary>The column of some codes.</summary>
    public Coded<T> Column(IEnumerable<int> codes) => new([.. _values], [.. codes]);
}
