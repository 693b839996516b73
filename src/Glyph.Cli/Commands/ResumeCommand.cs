using System.CommandLine;
using Glyph.Cli.Composition;
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
        var command = new Command("resume", "Go on with a search that was interrupted or killed; no finished trial is lost or repeated.") { searchId, database, json };
        Examples.AddTo(command, ("glyph resume", "the newest search"), ("glyph resume --search 20261122-1931", "the search whose id begins so"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            using var store = Databases.OpenExisting(parsed.GetValue(database)!);
            var search = store.Require(parsed.GetValue(searchId));
            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            return await SearchRun.FollowAsync(context, services, store, search, parsed.GetValue(json), cancellationToken).ConfigureAwait(false);
        }));
        return command;
    }
}
