using Microsoft.Playwright;

namespace Glyph.Dashboard.Tests.Browsing;

/// <summary>What can be checked of WCAG AA by computing: contrasts of text, and names of what can be operated.</summary>
internal static class Accessibility
{
    private const string Contrasts = """
        () => {
          const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          const luminance = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
          const parse = text => { const n = text.match(/[\d.]+/g).map(Number); return n.length === 3 ? [...n, 1] : n; };
          const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
          const background = e => {
            const layers = [];
            for (let at = e; at; at = at.parentElement) {
              const color = parse(getComputedStyle(at).backgroundColor);
              if (color[3] > 0) layers.push(color);
              if (color[3] === 1) break;
            }
            return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
          };
          const found = [];
          for (const e of document.querySelectorAll('body *')) {
            const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim() !== '');
            if (!own || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || e.closest(':disabled, [aria-disabled="true"], .visually-hidden, .skip, noscript, option, .overlay')) continue;
            const style = getComputedStyle(e);
            const below = background(e);
            const color = over(parse(style.color), below);
            const [a, b] = [luminance(color), luminance(below)].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
            if (ratio < (isLarge ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`);
          }
          return [...new Set(found)];
        }
        """;

    private const string Nameless = """
        () => [...document.querySelectorAll('a[href], button, input, select, [tabindex="0"], [role="img"], [role="grid"]')]
          .filter(e => e.checkVisibility() && !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim() || [...(e.labels ?? [])].some(l => l.textContent.trim())))
          .map(e => e.outerHTML.slice(0, 120))
        """;

    public static async Task AssertAccessibleAsync(this IPage page)
    {
        var faint = await page.EvaluateAsync<string[]>(Contrasts);
        Assert.True(faint.Length == 0, $"too little contrast at {page.Url}:\n{string.Join('\n', faint)}");
        var nameless = await page.EvaluateAsync<string[]>(Nameless);
        Assert.True(nameless.Length == 0, $"without a name at {page.Url}:\n{string.Join('\n', nameless)}");
    }
}
