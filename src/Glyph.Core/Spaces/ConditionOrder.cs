namespace Glyph.Core.Spaces;

/// <summary>Puts every parameter after those that its conditions name, otherwise in the order of the file.</summary>
internal static class ConditionOrder
{
    /// <summary>Sorts; parameters on a cycle are left out and reported.</summary>
    public static IReadOnlyList<Parameter> Sort(IReadOnlyList<Parameter> parameters, out IReadOnlyList<string> cyclic)
    {
        var sorted = new List<Parameter>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var waiting = parameters.ToList();
        while (waiting.FirstOrDefault(p => p.When.All(c => done.Contains(c.Parameter))) is { } next)
        {
            waiting.Remove(next);
            sorted.Add(next);
            done.Add(next.Name);
        }

        cyclic = [.. waiting.Select(p => p.Name)];
        return sorted;
    }
}
