using System.CommandLine;
using Glyph.Core;
using Glyph.Daemon.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph watch</c>: follows a search that a daemon runs.</summary>
internal static class WatchCommand
{
    public static Command Create(CliContext context)
    {
        var (searchId, json) = (CommonOptions.SearchId(), CommonOptions.Json());
        var command = new Command("watch", "Follow a search of a daemon until it ends; leaving off leaves the search alone.") { searchId, json };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command, ("glyph watch", "the newest search of the daemon that owns ./glyph.db"), ("glyph watch --server http://gpu-box:8370 --search 20261122", "one of another machine"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            using var open = stores.OpenExisting(parsed);
            if (open.Client is null)
            {
                throw new InvalidInputException($"no daemon runs on {open.Store.Location}; 'glyph resume' goes on with a search here, and 'glyph serve' starts a daemon");
            }

            using var services = new ServiceCollection().AddGlyph(context.Time).BuildServiceProvider();
            var run = new SearchRun(context, services, open, parsed.GetValue(json));
            return await run.WatchAsync(open.Store.Require(parsed.GetValue(searchId)), exportFolder: null, cancellationToken).ConfigureAwait(false);
        }));
        return command;
    }
}
