using Glyph.Core.Rendering;

namespace Glyph.TestServer.Answers;

/// <summary>Tells what stands on a page, from its pixels alone. Safe for concurrent use.</summary>
internal interface IPageText
{
    /// <summary>The lines of a page. The image stays the caller's.</summary>
    Task<string> ReadAsync(PageImage image, CancellationToken cancellationToken);
}
