using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Glyph.Core.Spending;

namespace Glyph.Cli.Commands;

/// <summary>The limits of what a search may spend on models, over all its runs.</summary>
internal sealed class SpendOptions
{
    private readonly Option<decimal?> _cost = new("--max-cost") { Description = "The most that the search may cost, in the currency of --prices." };
    private readonly Option<long?> _requests = new("--max-requests") { Description = "The most requests that the search may send, retries among them." };
    private readonly Option<long?> _tokens = new("--max-tokens") { Description = "The most tokens, in and out, that the search may use." };

    /// <summary>Creates the options.</summary>
    public SpendOptions()
    {
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
