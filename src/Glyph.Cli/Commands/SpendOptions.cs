using System.CommandLine;
using Glyph.Core.Spending;

namespace Glyph.Cli.Commands;

/// <summary>The limits of what a search may spend on models, over all its runs.</summary>
internal sealed class SpendOptions
{
    private readonly Option<decimal?> _cost = new("--max-cost") { Description = "The most that the search may cost, in the currency of --prices." };
    private readonly Option<long?> _requests = new("--max-requests") { Description = "The most requests that the search may send, retries among them." };
    private readonly Option<long?> _tokens = new("--max-tokens") { Description = "The most tokens, in and out, that the search may use." };

    /// <summary>Adds every option to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _cost, _requests, _tokens })
        {
            command.Add(option);
        }
    }

    /// <summary>What the user gave.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problems">Takes every problem.</param>
    /// <param name="before">The limits that hold where no option names another.</param>
    public SpendLimits Read(ParseResult parsed, List<string> problems, SpendLimits before)
    {
        var limits = new SpendLimits(
            parsed.GetValue(_cost) ?? before.Cost, parsed.GetValue(_requests) ?? before.Requests, parsed.GetValue(_tokens) ?? before.Tokens);
        if (limits.Cost is <= 0 || limits.Requests is <= 0 || limits.Tokens is <= 0)
        {
            problems.Add("--max-cost, --max-requests and --max-tokens must be above 0; leave one out for no limit");
        }

        return limits;
    }
}
