using System.CommandLine;
using Glyph.Core;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Daemon.Client;
using Glyph.Daemon.Operations;
using Glyph.Daemon.Reporting;
using Glyph.Daemon.Serving;
using Glyph.Store;

namespace Glyph.Cli.Commands;

/// <summary>Where searches are: in a database file, or with a daemon. A daemon that owns the file is talked to by itself.</summary>
internal sealed class StoreOptions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Option<Uri?> _server = CommonOptions.Endpoint(
        "--server", $"A daemon's address, such as http://127.0.0.1:8370; its key, if it needs one, is read from {GlyphClient.KeyVariable}. [default: the daemon that owns --db, if one runs]");

    /// <summary>The database file.</summary>
    public Option<FileInfo> Database { get; } = CommonOptions.Database();

    /// <summary>Adds both options to a command.</summary>
    public StoreOptions AddTo(Command command)
    {
        command.Add(Database);
        command.Add(_server);
        return this;
    }

    /// <summary>Opens the searches that must be there already.</summary>
    /// <exception cref="InvalidInputException">There is no such file.</exception>
    public OpenStore OpenExisting(ParseResult parsed) => OpenDaemon(parsed)
        ?? (parsed.GetValue(Database) is { Exists: true } ? OpenFile(parsed)
        : throw new InvalidInputException($"{parsed.GetValue(Database)!.FullName}: no such database; 'glyph search' makes one, or name another with --db, or a daemon with --server"));

    /// <summary>The searches of the daemon that is named, or that owns the database; null where none is.</summary>
    public OpenStore? OpenDaemon(ParseResult parsed) => Daemon(parsed) is { } remote ? OpenStore.Of(remote) : null;

    /// <summary>Opens the database; one that is not there is made.</summary>
    public OpenStore OpenFile(ParseResult parsed) => OpenStore.Of(LiteDbSearchStore.Open(parsed.GetValue(Database)!.FullName));

    /// <summary>The daemon that is meant, for commands that only a daemon can do.</summary>
    /// <exception cref="InvalidInputException">None is named, and none owns the database.</exception>
    public GlyphClient RequireDaemon(ParseResult parsed) => Daemon(parsed)?.Client
        ?? throw new InvalidInputException($"no daemon runs on {parsed.GetValue(Database)!.FullName}; start one with 'glyph serve', or name one with --server");

    private RemoteSearchStore? Daemon(ParseResult parsed)
    {
        var key = Environment.GetEnvironmentVariable(GlyphClient.KeyVariable);
        if (parsed.GetValue(_server) is { } server)
        {
            return new RemoteSearchStore(new GlyphClient(server, key));
        }

        var database = parsed.GetValue(Database)!.FullName;
        if (DaemonFile.Read(database) is not { } file)
        {
            return null;
        }

        // A daemon that was killed leaves its file: what counts is who answers.
        var client = new GlyphClient(file.Url, key);
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            var about = client.TryGetAsync<DaemonAbout>("about", patience.Token).GetAwaiter().GetResult();
            if (string.Equals(about?.Database, DaemonFile.Resolve(database), StringComparison.Ordinal))
            {
                return new RemoteSearchStore(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException || (e is GlyphException && !e.Message.Contains(GlyphClient.KeyVariable, StringComparison.Ordinal)))
        {
            // Nobody is there: the file is stale, and the database is free.
        }

        client.Dispose();
        return null;
    }
}

/// <summary>Searches that were opened: this process's own file, or a daemon's.</summary>
/// <param name="Store">The searches.</param>
/// <param name="Ledger">Their ledgers.</param>
/// <param name="Own">The file; null where a daemon has it.</param>
/// <param name="Client">The daemon; null where there is none.</param>
internal sealed record OpenStore(ISearchStore Store, ILedger Ledger, LiteDbSearchStore? Own, GlyphClient? Client) : IDisposable
{
    /// <summary>Where every search stands, newest first; of a daemon without loading their texts.</summary>
    public IReadOnlyList<SearchInfo> Infos() =>
        Store is RemoteSearchStore remote ? remote.Infos() : [.. Store.Searches().Select(search => SearchInfo.Of(Store, Ledger, search))];

    /// <summary>A file.</summary>
    public static OpenStore Of(LiteDbSearchStore store) => new(store, store, store, null);

    /// <summary>A daemon's.</summary>
    public static OpenStore Of(RemoteSearchStore store) => new(store, store, null, store.Client);

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
