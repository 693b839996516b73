namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>A coded column of <c>document.ts</c>.</summary>
internal sealed class Coded
{
    private readonly Dictionary<object, int> _indexes = [];
    private readonly List<object> _values = [];
    private readonly List<int> _index = [];

    public void Add(object? value)
    {
        if (value is null)
        {
            _index.Add(-1);
            return;
        }

        if (!_indexes.TryGetValue(value, out var index))
        {
            index = _values.Count;
            _values.Add(value);
            _indexes.Add(value, index);
        }

        _index.Add(index);
    }

    public object ToDocument() => new { values = _values, index = _index };
}
