namespace Glyph.Daemon.Serving;

/// <summary>Where things are.</summary>
internal static class Routes
{
    /// <summary>The beginning of every route of the API.</summary>
    public const string Api = "/api/v1";

    /// <summary>Where a browser gives its key.</summary>
    public const string Session = Api + "/session";

    /// <summary>The metrics, for Prometheus.</summary>
    public const string Metrics = "/metrics";

    /// <summary>Whether the process lives.</summary>
    public const string Live = "/health/live";

    /// <summary>Whether it can work: the store can be read.</summary>
    public const string Ready = "/health/ready";
}
