using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Glyph.Core.Spending;

namespace Glyph.Cli.Commands;

/// <summary>The limits of what a search, or a part of it, may spend on models, over all its runs.</summary>
internal sealed class SpendOptions
{
    private readonly Option<decimal?> _cost;
    private readonly Option<long?> _requests;
    private readonly Option<long?> _tokens;

    /// <summary>Creates the options.</summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="who">Who spends.</param>
    public SpendOptions(string prefix = "--", string who = "the search")
    {
        _cost = new($"{prefix}max-cost") { Description = $"The most that {who} may cost, in the currency of --prices." };
        _requests = new($"{prefix}max-requests") { Description = $"The most requests that {who} may send, retries among them." };
        _tokens = new($"{prefix}max-tokens") { Description = $"The most tokens, in and out, that {who} may use." };
        AboveZero(_cost);
        AboveZero(_requests);
        AboveZero(_tokens);
    }

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
    /// <param name="before">The limits that hold where no option names another.</param>
    public SpendLimits Read(ParseResult parsed, SpendLimits before) => new(
        parsed.GetValue(_cost) ?? before.Cost, parsed.GetValue(_requests) ?? before.Requests, parsed.GetValue(_tokens) ?? before.Tokens);

    private static void AboveZero<T>(Option<T?> option)
        where T : struct, INumber<T> => option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value <= T.Zero)
            {
                result.AddError($"{option.Name} is {value}; it must be above 0. Leave it out for no limit.");
            }
        });
}
