using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Glyph.Daemon.Operations;

/// <summary>Metrics and traces by OpenTelemetry: metrics for Prometheus to fetch; both are sent over OTLP where its usual environment variable says where to.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds them.</summary>
    public static void Add(IServiceCollection services)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("glyph", serviceVersion: Exporting.ComponentVersions.Glyph))
            .WithMetrics(metrics => metrics
                .AddMeter(DaemonMetrics.Name, "Glyph.Reading", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddPrometheusExporter())
            .WithTracing(traces => traces.AddSource(DaemonMetrics.Name, "Microsoft.AspNetCore"));
        if (Environment.GetEnvironmentVariable(Endpoint) is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }
    }
}
