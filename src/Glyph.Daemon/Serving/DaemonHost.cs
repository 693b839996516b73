using System.Globalization;
using System.Threading.RateLimiting;
using Glyph.Core;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Events;
using Glyph.Daemon.Operations;
using Glyph.Daemon.Queueing;
using Glyph.Daemon.Reporting;
using Glyph.Daemon.Submitting;
using Glyph.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Glyph.Daemon.Serving;

/// <summary>A daemon: one process that owns a database, runs its queue of searches, and answers over HTTP.</summary>
internal sealed class DaemonHost : IAsyncDisposable
{
    /// <summary>How long a stop may take before what still runs is left: what is finished is in the store.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);

    private readonly WebApplication _app;
    private readonly DaemonOptions _options;

    private DaemonHost(WebApplication app, DaemonOptions options) => (_app, _options) = (app, options);

    /// <summary>The addresses at which it listens, once it was started.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];

    /// <summary>Whether a part of it failed, for which it stops.</summary>
    public bool HasFailed => Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true });

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Puts a daemon together.</summary>
    /// <param name="options">How it is run.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidInputException">Others reach it, and there is no key.</exception>
    /// <exception cref="StoreException">The database cannot be opened.</exception>
    public static DaemonHost Create(DaemonOptions options, TimeProvider time)
    {
        var keys = new ApiKeys(options.KeyFile);
        if (options.NeedsKey && keys.All().Count == 0)
        {
            throw new InvalidInputException(
                $"{(options.IsLoopback ? "--require-key" : $"--urls {string.Join(' ', options.Urls)} is reached from other machines, and")} needs an API key, and {options.KeyFile} has none; "
                + $"make one with: glyph key create NAME --db {options.Database}");
        }

        var store = LiteDbSearchStore.Open(options.Database, time);
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
            builder.WebHost.UseUrls([.. options.Urls.Select(url => url.ToString())]);
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
                kestrel.Limits.MaxConcurrentConnections = 10_000;
            });
            Logs.Add(builder, options.LogJson);
            builder.Services.AddSystemd();
            Telemetry.Add(builder.Services);
            AddParts(builder.Services, options, keys, store, time);
            AddHttp(builder.Services, options);
            var app = builder.Build();
            Map(app);
            return new DaemonHost(app, options);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Begins to listen and to work, and says so in the file beside the database.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        new DaemonFile(Reachable(Addresses[0]), Environment.ProcessId).Write(_options.Database);
    }

    /// <summary>Waits until it is to stop, and stops it.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _app.WaitForShutdownAsync(cancellationToken);
        }
        finally
        {
            DaemonFile.Remove(_options.Database);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        DaemonFile.Remove(_options.Database);
        await _app.DisposeAsync();
    }

    private static void AddParts(IServiceCollection services, DaemonOptions options, ApiKeys keys, LiteDbSearchStore opened, TimeProvider time) => services
        .AddGlyph(time)
        .AddSingleton(options)
        .AddSingleton(keys)
        .AddSingleton<Sessions>()
        .AddSingleton(_ => opened)
        .AddSingleton<ISearchStore>(provider => provider.GetRequiredService<LiteDbSearchStore>())
        .AddSingleton<ISearchQueue>(provider => provider.GetRequiredService<LiteDbSearchStore>())
        .AddSingleton<IChangeLog>(provider => provider.GetRequiredService<LiteDbSearchStore>())
        .AddSingleton(provider => new MeteredLedger(provider.GetRequiredService<LiteDbSearchStore>(), provider.GetRequiredService<DaemonMetrics>()))
        .AddSingleton<ILedger>(provider => provider.GetRequiredService<MeteredLedger>())
        .AddSingleton<DaemonMetrics>()
        .AddSingleton<SearchQueue>()
        .AddSingleton<SearchCatalog>()
        .AddSingleton<EventWriter>()
        .AddSingleton<EventFeed>()
        .AddSingleton<ReportBuilder>()
        .AddSingleton<ReportCache>()
        .AddSingleton<TrialViews>()
        .AddSingleton<ExportServices>()
        .AddSingleton(new SubmissionRules(options.AllowedEndpoints, options.FilesFolder))
        .AddSingleton<SubmissionReader>()
        .AddSingleton(new WorkerOptions { SearchesAtOnce = options.SearchesAtOnce })
        .AddHostedService(provider => provider.GetRequiredService<EventFeed>())
        .AddHostedService<SearchWorker>()
        .AddHostedService<Retention>();

    private static void AddHttp(IServiceCollection services, DaemonOptions options)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = GlyphJson.Compact.DefaultIgnoreCondition;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
            foreach (var converter in GlyphJson.Compact.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Glyph";
            document.Info.Description = "Searches render configs for vision-language models.";
            return Task.CompletedTask;
        }));
        services.AddHostFiltering(hosts => hosts.AllowedHosts = Hosts(options));
        services.AddResponseCompression(compression => compression.MimeTypes = ["application/json", "application/x-ndjson", "text/html", "text/javascript", "text/css", "image/svg+xml"]);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                await Problems.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests", "This client sends more requests than the daemon allows; try again in a second.");
            };
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(Client(context), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.RequestsPerSecond,
                TokensPerPeriod = options.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
            limits.AddPolicy(SessionEndpoints.Limit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    private static void Map(WebApplication app)
    {
        var metrics = app.Services.GetRequiredService<DaemonMetrics>();
        var queue = app.Services.GetRequiredService<SearchQueue>();
        var catalog = app.Services.GetRequiredService<SearchCatalog>();
        metrics.ObserveQueue(() => catalog.Waiting, () => queue.Running.Count);
        queue.OnRemoval(id =>
        {
            app.Services.GetRequiredService<ReportCache>().Forget(id);
            app.Services.GetRequiredService<TrialViews>().Forget(id);
        });
        var feed = app.Services.GetRequiredService<EventFeed>();
        metrics.ObserveWatchers(() => feed.Watchers);

        app.UseExceptionHandler(handler => handler.Run(Problems.OnExceptionAsync));
        app.UseStatusCodePages();
        app.UseHostFiltering();
        app.UseMiddleware<Guard>();
        app.UseRateLimiter();
        app.UseResponseCompression();
        var api = app.MapGroup(Routes.Api).AddEndpointFilter(Problems.FilterAsync);
        SearchEndpoints.Map(api.MapGroup("").WithTags("searches"));
        TrialEndpoints.Map(api.MapGroup("").WithTags("trials"));
        ExportEndpoints.Map(api.MapGroup("").WithTags("exports"));
        EventEndpoints.Map(api.MapGroup("").WithTags("events"));
        SessionEndpoints.Map(api.MapGroup("").WithTags("session"));
        OperationEndpoints.Map(app, api.MapGroup("").WithTags("operations"));
        DashboardEndpoints.Map(app);
        app.MapOpenApi(Routes.Api + "/openapi.json").ExcludeFromDescription();
        app.MapPrometheusScrapingEndpoint(Routes.Metrics);
    }

    /// <summary>Whose requests are counted together: those of a key, or of an address.</summary>
    private static string Client(HttpContext context) => context.Items[Guard.KeyName] as string ?? context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The hosts for which requests are answered: a page that has its own name resolve to this machine reaches nothing.</summary>
    private static List<string> Hosts(DaemonOptions options) =>
    [
        .. new[] { "localhost", "127.0.0.1", "[::1]" },
        .. options.HostNames,
        .. options.Urls.Select(url => url.Host).Where(host => host is not ("0.0.0.0" or "[::]")),
        .. options.IsLoopback ? [] : OwnNames(),
    ];

    /// <summary>An address at which this machine reaches what listens at another: "every address" is one to listen at, and none to ask.</summary>
    private static Uri Reachable(Uri address) => address.Host is "0.0.0.0" or "[::]" ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri : address;

    /// <summary>This machine's name and addresses.</summary>
    private static IEnumerable<string> OwnNames()
    {
        yield return System.Net.Dns.GetHostName();
        foreach (var address in System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address))
        {
            yield return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
                ? string.Create(CultureInfo.InvariantCulture, $"[{address.ToString().Split('%')[0]}]")
                : address.ToString();
        }
    }
}
