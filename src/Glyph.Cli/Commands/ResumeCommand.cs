using System.CommandLine;
using Glyph.Daemon.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph resume</c>: goes on with a search that was interrupted or killed.</summary>
internal static class ResumeCommand
{
    public static Command Create(CliContext context)
    {
        var searchId = CommonOptions.SearchId();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var spend = new SpendOptions();
        var command = new Command("resume", "Go on with a search that was interrupted, killed or stopped at a limit; no finished trial is lost or repeated.") { searchId, database, json };
        spend.AddTo(command);
        Examples.AddTo(command, ("glyph resume", "the newest search"), ("glyph resume --search 20261122-1931", "the search whose id begins so"), ("glyph resume --max-cost 20", "with another limit of what it may cost in all"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            using var store = Databases.OpenExisting(parsed.GetValue(database)!);
            var search = store.Require(parsed.GetValue(searchId));
            var terms = store.Terms(search.Id);
            store.SetTerms(search.Id, terms with { Limits = spend.Read(parsed, terms.Limits) });
            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            return await SearchRun.FollowAsync(context, services, store, search, parsed.GetValue(json), cancellationToken).ConfigureAwait(false);
        }));
        return command;
    }
}
