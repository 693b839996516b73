using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Llm;

/// <summary>Turns ideas into candidates: what is outside the space is snapped into it, what makes no sense is dropped, and each is said.</summary>
internal sealed class IdeaInterpreter(ProposalContext context, string journal)
{
    private readonly HashSet<string> _proposed = new(StringComparer.Ordinal);

    /// <summary>The candidate of an idea, or null when it is dropped; and what became of it.</summary>
    public (Candidate? Candidate, IdeaOutcome Outcome) Interpret(LlmIdea idea, int index)
    {
        var repairs = new List<string>();
        var problem = Problem(idea);
        var genome = problem is null ? Build(idea, repairs) : null;
        var config = genome is null ? null : context.Space.Decode(genome, context.PixelGrid);
        problem ??= Duplicate(config!.Hash());
        if (problem is not null)
        {
            return (null, new IdeaOutcome(journal, index, "dropped", string.Join("; ", repairs.Append(problem))));
        }

        var candidate = new Candidate(genome, config!, new Provenance
        {
            Proposer = LlmProposer.ProposerName,
            Operator = idea.Kind,
            Parents = idea.Parents,
            Reason = idea.Reason,
            Journal = journal,
        });
        return (candidate, new IdeaOutcome(journal, index, repairs.Count > 0 ? "repaired" : "used", repairs.Count > 0 ? string.Join("; ", repairs) : null));
    }

    private string? Problem(LlmIdea idea)
    {
        var wanted = idea.Kind switch { "edit" => 1, "crossover" => 2, _ => 0 };
        if (wanted == 0)
        {
            return $"the kind '{idea.Kind}' is neither edit nor crossover";
        }

        if (idea.Parents.Count != wanted)
        {
            return FormattableString.Invariant($"{idea.Kind} needs {wanted} parent{(wanted == 1 ? "" : "s")} and names {idea.Parents.Count}");
        }

        if (idea.Parents.Where(n => n < 1 || n > context.History.Points.Count || !context.History.Points[n - 1].HasGenome).ToList() is { Count: > 0 } unknown)
        {
            return $"there is no trial {string.Join(" and ", unknown)} in the space";
        }

        return (wanted, idea.Set.Count, idea.TakeFromSecond.Count) switch
        {
            (1, 0, _) => "the edit sets nothing",
            (2, _, 0) => "the crossover takes nothing from the second parent",
            _ => null,
        };
    }

    private Genome Build(LlmIdea idea, List<string> repairs)
    {
        var genome = context.History.Get(idea.Parents[0]).Candidate.Genome!;
        if (idea.Kind is "crossover")
        {
            var second = context.History.Get(idea.Parents[1]).Candidate.Genome!;
            foreach (var parameter in Known(idea.TakeFromSecond, repairs))
            {
                genome = second[parameter.Name] is { } value ? genome.With(parameter.Name, value) : genome.Without(parameter.Name);
            }
        }
        else
        {
            foreach (var parameter in Known(idea.Set.Keys, repairs))
            {
                var wanted = idea.Set[parameter.Name];
                var snapped = parameter.Snap(wanted);
                genome = genome.With(parameter.Name, snapped);
                if (snapped != wanted)
                {
                    repairs.Add($"{parameter.Name} {wanted} became {snapped}; it is {parameter.Domain}");
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
                repairs.Add($"there is no parameter '{name}'{NearestName.Hint(name, context.Space.Parameters.Select(p => p.Name))}");
            }
        }
    }

    private string? Duplicate(string hash)
    {
        if (context.History.FindConfig(hash) is { } number)
        {
            return FormattableString.Invariant($"this is the config of trial {number}");
        }

        return _proposed.Add(hash) ? null : "this config is proposed twice";
    }
}
