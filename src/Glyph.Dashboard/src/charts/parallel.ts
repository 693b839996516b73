import { axis, type Filters, type Wanted } from "../data/filter";
import type { Table } from "../data/table";
import type { Engine, Option } from "./engine";
import { ramped, type Palette } from "./palette";
import { percentLabel, plain, textSize, timesLabel } from "./parts";

/** More lines than this say nothing more, and take long to draw. */
export const maxLines = 1200;

export interface ParallelChart {
  option: Option;
  keys: string[];
}

/** How wide a chart of so many axes is at least, in sizes of its text. */
export const parallelWidth = (axes: number) => axes * 7;

/** An even share of rows, and all of some that must be there. */
export function sample(rows: number[], must: number[], max: number): number[] {
  if (rows.length <= max) return rows;
  const known = new Set(rows);
  const kept = new Set(must.filter((row) => known.has(row)));
  const step = rows.length / Math.max(1, max - kept.size);
  for (let i = 0; i < rows.length; i += step) kept.add(rows[Math.floor(i)]!);
  return [...kept].sort((a, b) => a - b);
}

export function parallelChart(table: Table, keys: string[], rows: number[], names: (key: string) => string, palette: Palette): ParallelChart {
  const size = textSize();
  const axes = keys.map((key) => axis(table, key));
  // Accuracies crowd near 1; the colour follows their rank, so that every shade is used.
  const ranks = rows.slice().sort((a, b) => table.accuracy[a]! - table.accuracy[b]!);
  const rank = new Map(ranks.map((row, i) => [row, i / Math.max(1, ranks.length - 1)]));
  // A label may be as long as the way to the next axis.
  const room = Math.max(5, Math.floor(Math.max(innerWidth * 0.9, parallelWidth(keys.length) * size) / keys.length / (size * 0.62)));
  const short = (text: string) => (text.length > room ? `${text.slice(0, room - 1)}…` : text);
  return {
    keys,
    option: {
      parallel: {
        left: size * 4, right: size * 5, top: size * 4.5, bottom: size * 2,
        parallelAxisDefault: {
          nameLocation: "end", nameGap: size, nameTruncate: { maxWidth: size * 20 }, nameRotate: keys.length > 8 ? 20 : 0,
          nameTextStyle: { color: palette.text, fontSize: size, fontWeight: 600 },
          axisLine: { lineStyle: { color: palette.muted } }, axisTick: { lineStyle: { color: palette.line } },
          axisLabel: { color: palette.muted, fontSize: size, hideOverlap: true, textBorderColor: palette.surface, textBorderWidth: 3 },
          realtime: false,
        },
      },
      parallelAxis: axes.map((on, i) => ({
        id: on.key, dim: i, name: plain(names(on.key)), type: on.categories ? "category" : "value", scale: true,
        ...(on.categories ? { data: on.categories } : {}),
        // Narrow, as it is drawn above the labels beside the axis.
        areaSelectStyle: { width: size * 0.8, color: palette.series[0], opacity: 0.4, borderColor: palette.series[0], borderWidth: 1 },
        axisLabel: {
          ...(on.key === "accuracy" ? { formatter: percentLabel } : on.key === "compression" ? { formatter: timesLabel } : on.categories ? { formatter: (value: string) => plain(short(value)) } : {}),
        },
      })),
      series: [{
        id: "lines", type: "parallel", smooth: false, inactiveOpacity: 0.03, activeOpacity: 0.6, progressive: 400, silent: true,
        data: rows.map((row) => ({
          value: axes.map((on) => on.number(row)).map((value) => (Number.isNaN(value) ? "-" : value)),
          lineStyle: { color: ramped(palette, rank.get(row)!), width: 1, opacity: 0.5 },
        })),
      }],
    },
  };
}

/** Shows the filters as brushed stretches of the axes. Silently: what is drawn of a filter is not what the user chose. */
export function showFilters(engine: Engine, table: Table, keys: string[], filters: Filters): void {
  for (const key of keys) {
    engine.dispatchAction({ type: "axisAreaSelect", parallelAxisId: key, intervals: stretches(table, key, filters.get(key)) }, { silent: true });
  }
}

/** The stretches of an axis that a filter asks for, as far as the axis goes. */
export function stretches(table: Table, key: string, wanted: Wanted | undefined): [number, number][] {
  if (!wanted) return [];
  const on = axis(table, key);
  const { categories } = on;
  if (categories && "values" in wanted) return wanted.values.map((value) => categories.indexOf(value)).filter((i) => i >= 0).map((i) => [i - 0.3, i + 0.3]);
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < table.count; row++) {
    const value = on.number(row);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const asked = "values" in wanted ? wanted.values.map((value) => ({ from: Number(value), to: Number(value) })) : [wanted];
  return asked.map(({ from, to }): [number, number] => [Math.max(from, low), Math.min(to, high)]).filter(([from, to]) => from <= to);
}
