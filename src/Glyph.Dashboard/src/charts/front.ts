import type { Words } from "../i18n/en";
import type { Table } from "../data/table";
import { interval, percent, times } from "../ui/format";
import { grid, nameAbove, nameBelow, percentLabel, plain, scaled, textSize, timesLabel, tooltip, valueAxis, whiskers } from "./parts";
import { seriesColor, type Palette } from "./palette";
import type { Option } from "./engine";
import type { Grouping } from "../data/grouping";

export interface Overlay {
  id: string;
  table: Table;
}

export interface FrontInput {
  table: Table;
  /** Rows that the filters leave, and those that they leave out, both of the history looked at. */
  chosen: number[];
  others: number[];
  front: number[];
  grouping: Grouping;
  mark: number;
  recommended: number;
  selection: { compression: [number, number]; accuracy: [number, number] } | null;
  overlays: Overlay[];
  from: number;
  isLog: boolean;
  palette: Palette;
  words: Words;
}

export interface FrontChart {
  option: Option;
  /** The row of a point, by series; -1 where it is none of this search. */
  rowAt(series: string, index: number): number;
}

/** From so many points on, a series is drawn as one path. */
const large = 1500;
/** From so many points on they are small: below 4 px ECharts draws squares, which is several times faster than circles. */
const crowded = 6000;
/** The intervals of more selected trials than this would hide each other. */
const maxWhiskers = 120;

export function frontChart(input: FrontInput): FrontChart {
  const { table, palette, words, grouping } = input;
  const rows = new Map<string, number[]>();
  const xy = (list: number[]) => list.map((row) => [table.compression[row]!, table.accuracy[row]!]);
  // Many points go as one flat array: tens of thousands of small ones would keep the collector busy.
  const flat = (list: number[]) => {
    const values = new Float64Array(list.length * 2);
    list.forEach((row, i) => {
      values[2 * i] = table.compression[row]!;
      values[2 * i + 1] = table.accuracy[row]!;
    });
    return values;
  };
  const cloud = (id: string, list: number[], style: Record<string, unknown>, size: number, z: number) => {
    rows.set(id, list);
    const isLarge = list.length > large;
    return {
      id, type: "scatter", z, symbolSize: list.length > crowded ? 3 : scaled(isLarge ? size - 2 : size), large: isLarge, largeThreshold: large,
      progressive: 0, itemStyle: style, dimensions: ["x", "y"], data: isLarge ? flat(list) : xy(list), cursor: "pointer", emphasis: { disabled: isLarge, scale: 1.6 },
    };
  };

  const onFront = new Set(input.front);
  const chosenSet = new Set(input.chosen);
  const groups: number[][] = grouping.names.map(() => []);
  for (const row of input.chosen) if (!onFront.has(row)) groups[grouping.of(row)]?.push(row);

  const front = input.front;
  const litFront = front.filter((row) => chosenSet.has(row));
  const litWhiskers = [...litFront, ...(input.selection && input.chosen.length <= maxWhiskers ? input.chosen.filter((row) => !onFront.has(row)) : [])];

  const series: Record<string, unknown>[] = [
    cloud("others", input.others.filter((row) => !onFront.has(row)), { color: palette.faint, opacity: 0.22 }, 5, 1),
    ...groups.map((list, i) => cloud(`group-${i}`, list, { color: seriesColor(palette, i), opacity: input.selection && list.length < large / 4 ? 0.75 : 0.4 }, 6, 2)),
    whiskers(palette, litWhiskers.filter((row) => table.high[row]! >= 0).map((row) => [table.compression[row]!, table.low[row]!, table.high[row]!, grouping.of(row)])),
    {
      id: "line", type: "line", step: "start", silent: true, symbol: "none", z: 4, data: xy(front),
      lineStyle: { color: palette.mark, width: 1.6, opacity: 0.7 },
      markArea: input.selection ? selected(input.selection, palette) : undefined,
    },
    ...input.overlays.map(({ id, table: other }, i) => {
      const color = seriesColor(palette, 3 + i);
      return {
        id: `compare-${id}`, name: id, type: "line", step: "start", z: 4, symbol: "emptyCircle", symbolSize: scaled(6),
        data: other.front().map((row) => [other.compression[row]!, other.accuracy[row]!]),
        lineStyle: { color, width: 1.6, type: "dashed" }, itemStyle: { color },
      };
    }),
  ];

  rows.set("front", front);
  series.push({
    id: "front", type: "scatter", z: 5, symbolSize: scaled(10), cursor: "pointer", emphasis: { scale: 1.5 },
    data: front.map((row) => ({
      value: [table.compression[row]!, table.accuracy[row]!],
      itemStyle: { color: seriesColor(palette, grouping.of(row)), borderColor: palette.surface, borderWidth: 1.5, opacity: chosenSet.has(row) ? 1 : 0.3 },
    })),
  });
  series.push(...references(input, rows));

  const rowAt = (id: string, index: number) => rows.get(id)?.[index] ?? -1;
  return {
    rowAt,
    option: {
      // Above the grid there is a line for the name of the axis, and one for the label of plain text.
      grid: grid({ top: textSize() * 4.4 }),
      tooltip: tooltip(palette, (p) => {
        if (p.seriesId?.startsWith("compare-")) return `${p.seriesName}\n${times(p.value[0])}  ${percent(p.value[1])}`;
        const row = rowAt(p.seriesId, p.dataIndex);
        return row < 0 ? words.front.plainText : describe(table, row, words);
      }),
      xAxis: input.isLog
        ? { ...valueAxis(palette, words.compression, nameBelow()), type: "log", logBase: 2, axisLabel: { color: palette.muted, fontSize: textSize(), formatter: timesLabel } }
        : valueAxis(palette, words.compression, { ...nameBelow(), min: 0, axisLabel: { color: palette.muted, fontSize: textSize(), formatter: timesLabel } }),
      yAxis: valueAxis(palette, words.accuracy, {
        ...nameAbove(), nameGap: textSize() * 2.6, min: input.from, max: 1, nameTextStyle: { color: palette.muted, fontSize: textSize(), align: "left", padding: [0, 0, 0, -textSize() * 3] },
        axisLabel: { color: palette.muted, fontSize: textSize(), formatter: percentLabel },
      }),
      series,
    },
  };
}

function selected(selection: NonNullable<FrontInput["selection"]>, palette: Palette) {
  const [left, right] = selection.compression;
  const [low, high] = selection.accuracy;
  const finite = (value: number, otherwise: string) => (Number.isFinite(value) ? value : otherwise);
  return {
    silent: true,
    itemStyle: { color: palette.select, borderColor: palette.series[0], borderWidth: 1 },
    data: [[
      { xAxis: finite(left, "min"), yAxis: finite(low, "min") },
      { xAxis: finite(right, "max"), yAxis: finite(high, "max") },
    ]],
  };
}

/** The paper's config, what is recommended, and reading the text as text. */
function references(input: FrontInput, rows: Map<string, number[]>): Record<string, unknown>[] {
  const { table, palette, words } = input;
  const label = (text: string, position: string) => ({ show: true, position, distance: 7, offset: position === "right" ? [0, -textSize()] : [0, 0], formatter: plain(text), color: palette.text, fontSize: textSize(), textBorderColor: palette.surface, textBorderWidth: 3 });
  const point = (id: string, row: number, text: string, symbol: string, position: string) => {
    rows.set(id, [row]);
    return {
      id, type: "scatter", z: 6, symbol, symbolSize: scaled(15), cursor: "pointer",
      itemStyle: { color: "transparent", borderColor: palette.mark, borderWidth: 2 },
      data: [[table.compression[row]!, table.accuracy[row]!]], label: label(text, position),
    };
  };
  const found: Record<string, unknown>[] = [{
    id: "plain", type: "scatter", z: 6, symbol: "rect", symbolSize: scaled(9), data: [[1, 1]], clip: false,
    itemStyle: { color: palette.muted }, label: label(words.front.plainText, "top"),
  }];
  const isBoth = input.mark === input.recommended;
  if (input.mark >= 0 && input.mark < table.count) found.push(point("mark", input.mark, isBoth ? `${words.front.paper} · ${words.front.recommended}` : words.front.paper, "diamond", "bottom"));
  if (input.recommended >= 0 && !isBoth) found.push(point("recommended", input.recommended, words.front.recommended, "circle", "right"));
  return found;
}

/** A trial in a few lines. */
export function describe(table: Table, row: number, words: Words): string {
  const { trials } = table;
  const proposer = trials.proposer.values[trials.proposer.index[row]!] ?? "";
  const config = table.config(row);
  const lines = [
    `${words.trialN(trials.number[row]!)} · ${proposer}`,
    `${times(table.compression[row])}   ${percent(table.accuracy[row])}   [${interval(table.low[row], table.high[row])}]`,
    [config["font-path"], config["font-size"] !== undefined ? `${config["font-size"]}/${config["line-height"]} pt` : undefined, config["dpi"] !== undefined ? `${config["dpi"]} dpi` : undefined]
      .filter((part) => part !== undefined).join(" · "),
  ];
  return lines.filter(Boolean).join("\n");
}
