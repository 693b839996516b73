using System.CommandLine;
using Glyph.Core;
using Glyph.Daemon.Serving;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph serve</c>: the daemon.</summary>
internal static class ServeCommand
{
    private static readonly DaemonOptions Defaults = new() { Database = "glyph.db" };

    public static Command Create(CliContext context)
    {
        var urls = new Option<string[]>("--urls")
        {
            Description = "Where it listens; any address but this machine's own asks for keys (glyph key create).",
            DefaultValueFactory = _ => [.. Defaults.Urls.Select(url => url.ToString().TrimEnd('/'))],
            AllowMultipleArgumentsPerToken = true,
        };
        var database = CommonOptions.Database();
        var files = new Option<DirectoryInfo?>("--files") { Description = "A folder of model folders and tokenizer files that a submitted search may name. [default: none]" };
        var endpoints = CommonOptions.Endpoints("--allow-endpoint", "The address of a model that a submitted search may ask; may be given more than once. [default: none]");
        var hosts = new Option<string[]>("--host-name") { Description = "Another name under which it is reached, such as that of a proxy in front of it.", AllowMultipleArgumentsPerToken = true };
        var atOnce = new Option<int>("--searches-at-once") { Description = "Searches that run at the same time.", DefaultValueFactory = _ => Defaults.SearchesAtOnce };
        atOnce.Between(1, 64);
        var body = new Option<int>("--max-body") { Description = "The largest body of a request, in MiB.", DefaultValueFactory = _ => (int)(Defaults.MaxBodyBytes >> 20) };
        body.Between(1, 4096);
        var rate = new Option<int>("--requests-per-second") { Description = "Requests a second that one client may send.", DefaultValueFactory = _ => Defaults.RequestsPerSecond };
        rate.Between(1, 1_000_000);
        var retain = new Option<int?>("--retain-days") { Description = "Remove searches that ended more than so many days ago. [default: keep all]" };
        var key = new Option<bool>("--require-key") { Description = "Ask for a key even where only this machine reaches the daemon." };
        var logJson = new Option<bool>("--log-json") { Description = "Write log lines as JSON objects." };
        var command = new Command("serve", "Run the daemon: a queue of searches, an HTTP API, a dashboard. It owns the database while it runs, and goes on by itself after it was stopped or killed.")
        {
            urls, database, files, endpoints, hosts, atOnce, body, rate, retain, key, logJson,
        };
        Examples.AddTo(command,
            ("glyph serve", "on this machine alone; then open http://127.0.0.1:8370"),
            ("glyph serve --allow-endpoint http://127.0.0.1:8000/v1", "submitted searches may ask that model"),
            ("glyph serve --urls http://0.0.0.0:8370 --db /var/lib/glyph/glyph.db", "for other machines, with keys (glyph key create)"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            var options = new DaemonOptions
            {
                Urls = Addresses(parsed.GetValue(urls)!),
                Database = parsed.GetValue(database)!.FullName,
                FilesFolder = parsed.GetValue(files)?.FullName,
                AllowedEndpoints = parsed.GetValue(endpoints) ?? [],
                HostNames = parsed.GetValue(hosts) ?? [],
                SearchesAtOnce = parsed.GetValue(atOnce),
                MaxBodyBytes = (long)parsed.GetValue(body) << 20,
                RequestsPerSecond = parsed.GetValue(rate),
                RetainDays = parsed.GetValue(retain),
                RequireKey = parsed.GetValue(key),
                LogJson = parsed.GetValue(logJson),
            };
            if (options.RetainDays is < 1)
            {
                throw new InvalidInputException("--retain-days must be at least 1 day");
            }

            await using var daemon = DaemonHost.Create(options, context.Time);
            await daemon.StartAsync(cancellationToken).ConfigureAwait(false);
            context.Output.WriteLine($"glyph listens on {string.Join(", ", daemon.Addresses.Select(address => address.ToString().TrimEnd('/')))}; database {options.Database}{(options.NeedsKey ? "; requests need a key" : "")}");
            await context.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
            await daemon.WaitAsync(cancellationToken).ConfigureAwait(false);
            return daemon.HasFailed ? ExitCodes.Failed : ExitCodes.Done;
        }));
        return command;
    }

    private static List<Uri> Addresses(string[] given)
    {
        List<string> wrong = [.. given.Where(url => !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not "http" || uri.PathAndQuery is not "/")];
        return wrong.Count == 0
            ? [.. given.Select(url => new Uri(url))]
            : throw new InvalidInputException([.. wrong.Select(url => $"--urls is '{url}'; it must be an http address without a path, such as http://127.0.0.1:8370. For https, put a proxy in front (docs/daemon.md)")]);
    }
}
