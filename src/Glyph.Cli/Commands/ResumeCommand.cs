using System.CommandLine;
using Glyph.Core;
using Glyph.Core.Spending;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph resume</c>: goes on with a search that was interrupted or killed.</summary>
internal static class ResumeCommand
{
    public static Command Create(CliContext context)
    {
        var searchId = CommonOptions.SearchId();
        var json = CommonOptions.Json();
        var prices = CommonOptions.Prices();
        var spend = new SpendOptions();
        var command = new Command("resume", "Go on with a search that was interrupted, killed or stopped at a limit; no finished trial is lost or repeated.") { searchId, prices, json };
        var stores = new StoreOptions().AddTo(command);
        spend.AddTo(command);
        Examples.AddTo(command, ("glyph resume", "the newest search"), ("glyph resume --search 20261122-1931", "the search whose id begins so"), ("glyph resume --max-cost 20", "with another limit of what it may cost in all"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            using var open = stores.OpenExisting(parsed);
            var search = open.Store.Require(parsed.GetValue(searchId));
            var terms = open.Ledger.Terms(search.Id);
            var limits = spend.Read(parsed, terms.Limits);
            var file = parsed.GetValue(prices);
            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            var run = new SearchRun(context, services, open, parsed.GetValue(json));
            if (open.Client is { } client)
            {
                if (file is not null)
                {
                    throw new InvalidInputException("--prices: a daemon goes by the prices that the search was submitted with; they can be changed where no daemon owns the database");
                }

                var route = $"searches/{Uri.EscapeDataString(search.Id)}";
                if (limits != terms.Limits)
                {
                    await client.SendAsync<SearchInfo>(HttpMethod.Patch, route, new { Limits = limits }, cancellationToken).ConfigureAwait(false);
                }

                await client.SendAsync<SearchInfo>(HttpMethod.Post, $"{route}/resume", new { }, cancellationToken).ConfigureAwait(false);
                return await run.WatchAsync(search, exportFolder: null, cancellationToken).ConfigureAwait(false);
            }

            var changed = new SpendTerms(limits, file is null ? terms.Prices : CommonOptions.ReadPrices(file));
            if (changed != terms)
            {
                SpendGate.SetTerms(open.Ledger, search.Id, changed, ReaderFactory.PaidModels(search.Request));
            }

            return await run.FollowAsync(search, cancellationToken).ConfigureAwait(false);
        }));
        return command;
    }
}
