import { axis } from "../data/filter";
import type { Table } from "../data/table";
import type { Words } from "../i18n/en";
import type { Option } from "./engine";
import type { Palette } from "./palette";
import { grid, percentLabel, plain, scaled, textSize, timesLabel, tooltip, valueAxis } from "./parts";
import { describe } from "./front";

/** One parameter against accuracy or compression: what was tried, with the front in front. */
export function sliceChart(table: Table, key: string, measure: "accuracy" | "compression", rows: number[], front: Set<number>, palette: Palette, words: Words): Option {
  const on = axis(table, key);
  const size = textSize();
  const values = measure === "accuracy" ? table.accuracy : table.compression;
  // Equal categories would lie on each other: a fixed shift by row spreads them, the same every time.
  const shift = (row: number) => (on.categories ? (((row * 0.618034) % 1) - 0.5) * 0.5 : 0);
  const points = (list: number[]) => list.map((row) => [on.number(row) + shift(row), values[row]!]);
  const lit = rows.filter((row) => front.has(row));
  const rest = rows.filter((row) => !front.has(row));
  const short = (text: string) => (text.length > 12 ? `${text.slice(0, 11)}…` : text);
  const label = (value: number) => (Number.isInteger(value) ? plain(short(on.categories?.[value] ?? "")) : "");
  return {
    grid: grid({ top: size, bottom: on.categories ? size * 4.5 : size * 2.4 }),
    tooltip: tooltip(palette, (p) => describe(table, (p.seriesId === "front" ? lit : rest)[p.dataIndex]!, words)),
    xAxis: on.categories
      ? { ...valueAxis(palette, ""), min: -0.5, max: on.categories.length - 0.5, interval: 1, splitLine: { show: false },
          axisLabel: { color: palette.muted, fontSize: size * 0.95, rotate: 35, customValues: on.categories.map((_, i) => i), formatter: label } }
      : valueAxis(palette, "", { scale: true, splitLine: { show: false } }),
    yAxis: valueAxis(palette, "", { scale: true, splitNumber: 4, axisLabel: { color: palette.muted, fontSize: size, formatter: measure === "accuracy" ? percentLabel : timesLabel } }),
    series: [
      { id: "rest", type: "scatter", data: points(rest), symbolSize: scaled(4), itemStyle: { color: palette.series[0], opacity: 0.35 }, cursor: "default" },
      { id: "front", type: "scatter", data: points(lit), symbolSize: scaled(7), z: 3, itemStyle: { color: palette.series[1], borderColor: palette.surface, borderWidth: 1 }, cursor: "default" },
    ],
  };
}
