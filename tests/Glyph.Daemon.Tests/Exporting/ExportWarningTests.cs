using Glyph.Core.Configs;
using Glyph.Daemon.Exporting;

namespace Glyph.Daemon.Tests.Export;

public sealed class ExportWarningTests
{
    [Fact]
    public void Only_a_config_that_the_authors_renderer_cannot_render_is_warned_of()
    {
        Assert.Null(SearchExporter.Warning(RenderConfig.Published()));
        Assert.StartsWith(
            "best.json holds columns, hinting, which only Glyph knows: the Glyph authors' renderer ignores them",
            SearchExporter.Warning(RenderConfig.Published() with { Columns = 2, Hinting = Hinting.Slight }),
            StringComparison.Ordinal);
    }
}
