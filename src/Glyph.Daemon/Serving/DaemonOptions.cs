namespace Glyph.Daemon.Serving;

/// <summary>How a daemon is run.</summary>
internal sealed record DaemonOptions
{
    /// <summary>Where it listens. Default: http://127.0.0.1:8370, which only this machine reaches.</summary>
    public IReadOnlyList<Uri> Urls { get; init; } = [new("http://127.0.0.1:8370")];

    /// <summary>The database file.</summary>
    public required string Database { get; init; }

    /// <summary>The folder of model folders and tokenizer files that a request may name; null: none.</summary>
    public string? FilesFolder { get; init; }

    /// <summary>Addresses of models that a request may name. Default: none.</summary>
    public IReadOnlyList<Uri> AllowedEndpoints { get; init; } = [];

    /// <summary>Other names under which the daemon is reached, such as that of a proxy in front of it; requests for other hosts are refused.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Searches that run at the same time, at least 1. Default 1: they share one device.</summary>
    public int SearchesAtOnce { get; init; } = 1;

    /// <summary>Bytes of a request's body at most. Default 64 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 64L << 20;

    /// <summary>Requests a second that one client may send for long; a second's worth more at once. Default 5,000.</summary>
    public int RequestsPerSecond { get; init; } = 5_000;

    /// <summary>Days after which searches that have ended are removed; null: never.</summary>
    public int? RetainDays { get; init; }

    /// <summary>Whether a key is asked for even where only this machine reaches the daemon. Elsewhere one always is.</summary>
    public bool RequireKey { get; init; }

    /// <summary>Whether log lines are JSON objects.</summary>
    public bool LogJson { get; init; }

    /// <summary>Whether every address is one that only this machine reaches.</summary>
    public bool IsLoopback => Urls.All(url => url.IsLoopback);

    /// <summary>Whether a request needs a key.</summary>
    public bool NeedsKey => RequireKey || !IsLoopback;

    /// <summary>The file of the keys' hashes, beside the database.</summary>
    public string KeyFile => KeyFileOf(Database);

    /// <summary>The file of the keys' hashes of a database.</summary>
    public static string KeyFileOf(string database) => $"{database}.keys.json";
}
