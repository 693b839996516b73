using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Evaluation.Costs;
using Glyph.Evaluation.Costs.Definitions;

namespace Glyph.Evaluation;

/// <summary>The target models that Glyph can count for: those that it ships, and those of a user's own file.</summary>
public sealed class VisionTargets
{
    private const string ShippedSource = "targets.json";

    private static readonly Lazy<VisionTargets> LazyShipped = new(ReadShipped);

    private readonly IReadOnlyList<RuleTarget> _targets;

    private VisionTargets(IReadOnlyList<RuleTarget> targets) => _targets = targets;

    /// <summary>The shipped targets.</summary>
    public static VisionTargets Shipped => LazyShipped.Value;

    /// <summary>Every target; those of a user's file first.</summary>
    public IReadOnlyList<IVisionTarget> All => _targets;

    /// <summary>The shipped targets, with those of a file added, or in their place where the id is the same.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read or is wrong; with every problem.</exception>
    public static VisionTargets Load(string path) => Parse(TextFile.Read(path), path);

    /// <summary>The shipped targets, with those of a target file's text added, or in their place where the id is the same.</summary>
    /// <param name="json">The text: <c>{"targets": [...]}</c>; comments and trailing commas are allowed.</param>
    /// <param name="source">The file's name, for messages and as the source of its constants.</param>
    /// <exception cref="InvalidInputException">With every problem.</exception>
    public static VisionTargets Parse(string json, string source)
    {
        var own = new TargetParser(source, Shipped.Definition).ParseFile(json);
        var ids = own.Select(t => t.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new VisionTargets([.. own, .. Shipped._targets.Where(t => !ids.Contains(t.Id))]);
    }

    /// <summary>Opens a target from its <see cref="IVisionTarget.Definition"/>, whatever has become of the file that it was from.</summary>
    /// <exception cref="InvalidInputException">It is no such text.</exception>
    public static IVisionTarget Open(string definition) => new TargetParser("target definition", Shipped.Definition).ParseOne(definition);

    /// <summary>The target of an id or alias, ignoring case; an id is looked for first.</summary>
    /// <exception cref="InvalidInputException">There is none; the message offers the nearest.</exception>
    public IVisionTarget Find(string id) =>
        _targets.FirstOrDefault(t => string.Equals(t.Id, id, StringComparison.OrdinalIgnoreCase))
        ?? _targets.FirstOrDefault(t => t.Aliases.Contains(id, StringComparer.OrdinalIgnoreCase))
        ?? throw new InvalidInputException($"There is no target '{id}'{NearestName.Hint(id, _targets.SelectMany(t => t.Aliases.Prepend(t.Id)))}.");

    private static VisionTargets ReadShipped()
    {
        using var stream = typeof(VisionTargets).Assembly.GetManifestResourceStream(ShippedSource)
            ?? throw new GlyphException($"This build is broken: its resource {ShippedSource} is missing.");
        using var reader = new StreamReader(stream);
        return new VisionTargets(new TargetParser(ShippedSource, _ => null).ParseFile(reader.ReadToEnd()));
    }

    private TargetDefinition? Definition(string id) =>
        _targets.FirstOrDefault(t => t.Aliases.Prepend(t.Id).Contains(id, StringComparer.OrdinalIgnoreCase))?.Source;
}
