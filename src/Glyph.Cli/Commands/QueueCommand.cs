using System.CommandLine;
using Glyph.Daemon.Client;
using Glyph.Daemon.Reporting;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph queue</c>: steers the searches of a daemon.</summary>
internal static class QueueCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("queue", "Steer the searches of a daemon: pause, resume, cancel, prioritise, remove.");
        Examples.AddTo(command, ("glyph queue pause --search 20261122", "it stops until it is resumed"), ("glyph queue priority 5 --search 20261122", "it runs before those of a lower priority"));
        command.Add(Post(context, "pause", "Stop a search until it is resumed."));
        command.Add(Post(context, "resume", "Queue a search again: a paused, interrupted, failed or cancelled one, or one whose limits were raised."));
        command.Add(Post(context, "cancel", "Stop a search for good; what it has stays."));
        command.Add(Priority(context));
        command.Add(Remove(context));
        return command;
    }

    private static Command Post(CliContext context, string verb, string description) => Make(context, verb, description, [], async (client, id, _, cancellationToken) =>
        await client.SendAsync<SearchInfo>(HttpMethod.Post, $"searches/{id}/{verb}", new { }, cancellationToken).ConfigureAwait(false));

    private static Command Priority(CliContext context)
    {
        var priority = new Argument<int>("PRIORITY") { Description = "Higher ones run first, -1,000 to 1,000." };
        return Make(context, "priority", "Set the priority of a search.", [priority], async (client, id, parsed, cancellationToken) =>
            await client.SendAsync<SearchInfo>(HttpMethod.Patch, $"searches/{id}", new { Priority = parsed.GetValue(priority) }, cancellationToken).ConfigureAwait(false));
    }

    private static Command Remove(CliContext context) =>
        Make(context, "remove", "Remove a search that does not run, with all that belongs to it.", [], async (client, id, _, cancellationToken) =>
        {
            await client.DeleteAsync($"searches/{id}", cancellationToken).ConfigureAwait(false);
            return null;
        });

    private static Command Make(CliContext context, string verb, string description, IReadOnlyList<Argument> arguments, Func<GlyphClient, string, ParseResult, CancellationToken, Task<SearchInfo?>> act)
    {
        var (searchId, json) = (CommonOptions.SearchId(), CommonOptions.Json());
        var command = new Command(verb, description) { searchId, json };
        foreach (var argument in arguments)
        {
            command.Add(argument);
        }

        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command, ($"glyph queue {verb}{(arguments.Count > 0 ? " 5" : "")} --search 20261122", "the search whose id begins so"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            using var client = stores.RequireDaemon(parsed);
            using var store = new RemoteSearchStore(client);
            var id = store.Require(parsed.GetValue(searchId)).Id;
            var info = await act(client, Uri.EscapeDataString(id), parsed, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                context.WriteJson<object>(info is null ? new { Id = id, State = "removed" } : info);
            }
            else
            {
                context.Output.WriteLine($"search {id}: {(info is null ? "removed" : info.State)}{(info?.StopReason is { } reason ? $" ({reason})" : "")}");
            }

            return ExitCodes.Done;
        }));
        return command;
    }
}
