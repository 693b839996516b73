using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Llm;

/// <summary>What became of an idea.</summary>
/// <param name="Candidate">The candidate, or null when it was dropped.</param>
/// <param name="Outcome">For the journal.</param>
/// <param name="Dropped">Why it was dropped; null when it was not.</param>
internal sealed record Interpreted(Candidate? Candidate, IdeaOutcome Outcome, DropReason? Dropped);

/// <summary>Turns ideas into candidates: what is outside the space is snapped into it, what makes no sense is dropped, and each is said.</summary>
internal sealed class IdeaInterpreter(ProposalContext context, string proposer, string journal)
{
    /// <summary>Characters of a name or a value at most; none in a space is as long as that.</summary>
    private const int MaximumName = 200;

    /// <summary>Characters of the model's own words in an outcome.</summary>
    private const int MaximumWords = 40;

    private readonly HashSet<string> _proposed = new(StringComparer.Ordinal);

    /// <summary>The candidate of an idea, or null when it is dropped; and what became of it.</summary>
    public Interpreted Interpret(LlmIdea idea, int index)
    {
        var repairs = new List<string>();
        if (Problem(idea) is { } problem)
        {
            return Dropped(index, DropReason.Invalid, [problem]);
        }

        var genome = Build(idea, repairs, out var applied);
        if (applied == 0)
        {
            return Dropped(index, DropReason.Invalid, [.. repairs, "nothing of it is left"]);
        }

        var config = context.Space.Decode(genome, context.PixelGrid);
        if (context.Space.Violations(config).Count == 0 && context.Cost(config) is null)
        {
            return Dropped(index, DropReason.Invalid, [.. repairs, "this config cannot be laid out"]);
        }

        if (Duplicate(genome, config) is { } same)
        {
            return Dropped(index, DropReason.SameConfig, [.. repairs, same]);
        }

        var candidate = new Candidate(genome, config, new Provenance
        {
            Proposer = proposer,
            Operator = idea.Kind,
            Parents = idea.Parents,
            Reason = idea.Reason,
            Journal = journal,
            Idea = index,
        });
        return new Interpreted(candidate, new IdeaOutcome(journal, index, repairs.Count > 0 ? "repaired" : "used", repairs.Count > 0 ? string.Join("; ", repairs) : null), null);
    }

    /// <summary>An idea that is not looked at, for a reason that is not its own.</summary>
    public Interpreted Skip(int index, DropReason reason, string why) => Dropped(index, reason, [why]);

    private Interpreted Dropped(int index, DropReason reason, IEnumerable<string> why) =>
        new(null, new IdeaOutcome(journal, index, "dropped", string.Join("; ", why)), reason);

    private string? Problem(LlmIdea idea)
    {
        var wanted = idea.Kind switch { LlmIdea.Edit => 1, LlmIdea.Crossover or LlmIdea.Gap => 2, _ => 0 };
        if (wanted == 0)
        {
            return $"the kind '{Words(idea.Kind)}' is neither edit nor crossover nor gap";
        }

        if (idea.Parents.Count != wanted)
        {
            return FormattableString.Invariant($"{idea.Kind} needs {wanted} parent{(wanted == 1 ? "" : "s")} and names {idea.Parents.Count}");
        }

        if (idea.Parents.Where(n => n < 1 || n > context.History.Points.Count || !context.History.Points[n - 1].HasGenome).ToList() is { Count: > 0 } unknown)
        {
            return $"there is no trial {string.Join(" and ", unknown)} in the space";
        }

        return idea.Kind switch
        {
            LlmIdea.Crossover when idea.TakeFromSecond.Count == 0 => "the crossover takes nothing from the second parent",
            LlmIdea.Edit or LlmIdea.Gap when idea.Set.Count == 0 => $"the {idea.Kind} sets nothing",
            _ => null,
        };
    }

    /// <summary>The genome of an idea, and how many of its changes are changes of the space.</summary>
    private Genome Build(LlmIdea idea, List<string> repairs, out int applied)
    {
        var genome = context.History.Get(idea.Parents[0]).Candidate.Genome!;
        applied = 0;
        if (idea.Kind is LlmIdea.Crossover)
        {
            var second = context.History.Get(idea.Parents[1]).Candidate.Genome!;
            foreach (var parameter in Known(idea.TakeFromSecond, repairs))
            {
                genome = second[parameter.Name] is { } value ? genome.With(parameter.Name, value) : genome.Without(parameter.Name);
                applied++;
            }
        }
        else
        {
            foreach (var parameter in Known(idea.Set.Keys, repairs))
            {
                var wanted = idea.Set[parameter.Name];
                if (wanted.IsNumber ? !double.IsFinite(wanted.Number) : wanted.Choice.Length > MaximumName)
                {
                    repairs.Add($"{parameter.Name} {Words(wanted.ToString())} is no value; it is {parameter.Domain}");
                    continue;
                }

                var snapped = parameter.Snap(wanted);
                genome = genome.With(parameter.Name, snapped);
                applied++;
                if (snapped != wanted)
                {
                    repairs.Add($"{parameter.Name} {Words(wanted.ToString())} became {snapped}; it is {parameter.Domain}");
                }
            }
        }

        var repaired = context.Space.Repair(genome, context.Random);
        repairs.AddRange(idea.Set.Keys.Where(name => genome[name] is not null && repaired[name] is null).Select(name => $"{name} is not active here"));
        return repaired;
    }

    private IEnumerable<Parameter> Known(IEnumerable<string> names, List<string> repairs)
    {
        foreach (var name in names)
        {
            if (context.Space.Find(name) is { } parameter)
            {
                yield return parameter;
            }
            else
            {
                repairs.Add($"there is no parameter '{Words(name)}'{(name.Length > MaximumName ? "" : NearestName.Hint(name, context.Space.Parameters.Select(p => p.Name)))}");
            }
        }
    }

    private string? Duplicate(Genome genome, Core.Configs.RenderConfig config)
    {
        if (context.History.FindConfig(config.Hash()) is { } number)
        {
            return FormattableString.Invariant($"this is the config of trial {number}");
        }

        if (!_proposed.Add(config.Hash()))
        {
            return "this config is proposed twice";
        }

        return context.Cost(config) is { } cost && Neighbourhood.Find(context, genome, cost.Compression) is { } near
            ? FormattableString.Invariant($"this is all but the config of trial {near}: no more than single small steps from it")
            : null;
    }

    private static string Words(string text) => text.Length <= MaximumWords ? text : $"{text[..MaximumWords]}...";
}
