import type { Palette } from "./palette";

/** Canvas text as large as the page's, which grows with the screen. */
export const textSize = () => Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.82);

/** The page's own fonts: a canvas does not inherit them. */
export const fontFamily = () => getComputedStyle(document.body).fontFamily;

/** What is drawn grows with the text: a point of 6 px on a laptop is one of 9 on a wall. */
export const scaled = (pixels: number) => Math.round((pixels * textSize()) / 11.5);

export function valueAxis(palette: Palette, name: string, more: Record<string, unknown> = {}) {
  const size = textSize();
  return {
    type: "value",
    name,
    nameTextStyle: { color: palette.muted, fontSize: size },
    axisLabel: { color: palette.muted, fontSize: size, hideOverlap: true },
    axisLine: { show: true, onZero: false, lineStyle: { color: palette.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.line, width: 1 } },
    ...more,
  };
}

/** The name of a horizontal axis below it, of a vertical one above it. */
export const nameBelow = () => ({ nameLocation: "middle", nameGap: Math.round(textSize() * 2.1) });
export const nameAbove = () => ({ nameLocation: "end", nameGap: textSize() * 1.2 });

export function grid(more: Record<string, unknown> = {}) {
  const size = textSize();
  return { left: size * 4.2, right: size * 1.6, top: size * 2.9, bottom: size * 3.6, outerBoundsMode: "none", ...more };
}

/** Tooltips are drawn on the canvas: no markup is ever made of what they say. */
export function tooltip(palette: Palette, formatter: (params: any) => string, more: Record<string, unknown> = {}) {
  return {
    trigger: "item",
    renderMode: "richText",
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.line,
    textStyle: { color: palette.text, fontSize: textSize(), lineHeight: textSize() * 1.5 },
    formatter: (params: unknown) => plain(formatter(params)),
    ...more,
  };
}

/** Braces would style canvas text; in the words of others they are only braces. */
export const plain = (text: string) => text.replaceAll("{", "❴").replaceAll("}", "❵");

export const percentLabel = (value: number) => `${Number((value * 100).toFixed(1))}%`;
export const timesLabel = (value: number) => `${Number(value.toFixed(2))}×`;

/** Draws the interval of a point: [x, low, high, colour]. */
export function whiskers(palette: Palette, data: [number, number, number, number][], more: Record<string, unknown> = {}) {
  return {
    id: "whiskers",
    type: "custom",
    silent: true,
    clip: true,
    z: 3,
    data,
    encode: { x: 0, y: [1, 2] },
    renderItem: (_: unknown, api: any) => {
      const [x, low] = api.coord([api.value(0), api.value(1)]);
      const [, high] = api.coord([api.value(0), api.value(2)]);
      const style = { stroke: palette.series[api.value(3)] ?? palette.faint, lineWidth: 1.2, opacity: 0.75 };
      const cap = 3;
      const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
      return { type: "group", children: [line(x, low, x, high), line(x - cap, low, x + cap, low), line(x - cap, high, x + cap, high)] };
    },
    ...more,
  };
}
