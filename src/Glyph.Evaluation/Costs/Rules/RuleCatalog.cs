namespace Glyph.Evaluation.Costs.Rules;

/// <summary>The rules that a target may name.</summary>
internal static class RuleCatalog
{
    private static readonly Dictionary<string, Func<RuleConstants, IImageRule>> Rules = new(StringComparer.Ordinal)
    {
        ["smart-resize"] = c => new SmartResize(c),
        ["closest-tiles"] = c => new ClosestTiles(c),
        ["any-resolution"] = c => new AnyResolution(c),
        ["split-image"] = c => new SplitImage(c),
        ["global-and-tiles"] = c => new GlobalAndTiles(c),
        ["canvas-and-global"] = c => new CanvasAndGlobal(c),
        ["slices"] = c => new Slices(c),
        ["long-side-tiles"] = c => new LongSideTiles(c),
        ["masked-tiles"] = c => new MaskedTiles(c),
        ["fixed"] = c => new Fixed(c),
        ["pan-and-scan"] = c => new PanAndScan(c),
        ["token-budget"] = c => new TokenBudget(c),
        ["separated-tiles"] = c => new SeparatedTiles(c),
        ["cross-attention-tiles"] = c => new CrossAttentionTiles(c),
        ["rows-of-cells"] = c => new RowsOfCells(c),
        ["padded-cells"] = c => new PaddedCells(c),
        ["detail-tiles"] = c => new DetailTiles(c),
        ["detail-patches"] = c => new DetailPatches(c),
        ["padded-patches"] = c => new PaddedPatches(c),
        ["area-share"] = c => new AreaShare(c),
        ["relative-tiles"] = c => new RelativeTiles(c),
    };

    /// <summary>The names of all rules.</summary>
    public static IReadOnlyCollection<string> Names => Rules.Keys;

    /// <summary>The rule of a name, or null.</summary>
    public static Func<RuleConstants, IImageRule>? Find(string name) => Rules.GetValueOrDefault(name);
}
