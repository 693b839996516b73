using Glyph.Assets;
using Glyph.Core.Rendering;
using Glyph.Daemon.Exporting;
using Glyph.Dashboard;
using Glyph.Reading;
using Glyph.Rendering;
using Glyph.Rendering.Fonts;
using Microsoft.Extensions.DependencyInjection;

namespace Glyph.Daemon.Composition;

/// <summary>The one place that lists every part of Glyph.</summary>
internal static class ServiceCollectionExtensions
{
    /// <summary>Adds the parts that do not depend on a search. Each is created when first asked for.</summary>
    public static IServiceCollection AddGlyph(this IServiceCollection services, TimeProvider time) => services
        .AddSingleton(time)
        .AddSingleton<IFontCatalog>(_ => new FontCatalog(ShippedAssets.FontFolder))
        .AddSingleton<IPageRenderer>(provider => new PageRenderer(provider.GetRequiredService<IFontCatalog>()))
        .AddSingleton(_ => new RecogniserReader())
        .AddSingleton<ReaderFactory>()
        .AddSingleton<ProposerFactory>()
        .AddSingleton<SearchRequests>()
        .AddSingleton<SearchSessionFactory>()
        .AddSingleton<ReportPageWriter>(_ => ReportPage.Write)
        .AddSingleton<SearchExporter>();
}
