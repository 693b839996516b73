using System.Text;

namespace Glyph.Evolution.Llm;

/// <summary>One part of a prompt: lines of data, the most useful first, of which as many are shown as fit.</summary>
/// <param name="Name">Its placeholder.</param>
/// <param name="Share">The share of the prompt's tokens that it takes at most, in (0, 1].</param>
/// <param name="Lines">Its lines; each stays one line.</param>
internal sealed record PromptSection(string Name, double Share, IEnumerable<string> Lines);

/// <summary>The lines of a section that are shown.</summary>
internal sealed class ShownSection
{
    private const string Nothing = "(none yet)";
    private const string Left = "- (more left out)";

    private readonly List<string> _lines = [];
    private bool _isCut;

    /// <summary>Takes lines while they fit into a number of tokens.</summary>
    /// <returns>The tokens that they take.</returns>
    public int Fill(PromptSection section, int tokens, Func<string, int> count)
    {
        var used = 0;
        foreach (var line in section.Lines.Select(PromptData.Line))
        {
            var needed = count($"{line}\n");
            if (used + needed + count($"{Left}\n") > tokens)
            {
                _isCut = true;
                break;
            }

            used += needed;
            _lines.Add(line);
        }

        return used + (_isCut ? count($"{Left}\n") : 0);
    }

    /// <summary>Leaves its last line out.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Shorten()
    {
        if (_lines.Count == 0)
        {
            return false;
        }

        _lines.RemoveAt(_lines.Count - 1);
        _isCut = true;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder().AppendJoin('\n', _lines);
        text.Append(_isCut ? $"{(text.Length > 0 ? "\n" : "")}{Left}" : "");
        return text.Length == 0 ? Nothing : text.ToString();
    }
}
