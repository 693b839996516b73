import type { Words } from "../i18n/en";
import type { Gains } from "../data/gains";
import type { Table } from "../data/table";
import { decimal } from "../ui/format";
import type { Option } from "./engine";
import { seriesColor, type Palette } from "./palette";
import { grid, nameAbove, nameBelow, textSize, tooltip, valueAxis } from "./parts";

export interface VolumeLine {
  name: string;
  points: [number, number][];
}

/** The hypervolume over evaluations, as the points where it changes. */
export function volumeLine(name: string, table: Table): VolumeLine {
  const { status } = table.trials;
  const isEvaluation = status.values.map((value) => value === "complete" || value === "failed");
  const points: [number, number][] = [[0, 0]];
  let evaluations = 0;
  let last = 0;
  for (let row = 0; row < table.count; row++) {
    // One that was read and breaks a constraint is infeasible, but it was paid.
    if (!isEvaluation[status.index[row]!] && table.trials.accuracy[row] == null) continue;
    evaluations++;
    const volume = table.hypervolume[row]!;
    if (volume === last) continue;
    points.push([evaluations, volume]);
    last = volume;
  }
  if (evaluations > 0) points.push([evaluations, last]);
  return { name, points };
}

/** The first line whole, those that it is compared with dashed, in the colours of their fronts. */
export function volumeChart(lines: VolumeLine[], palette: Palette, words: Words): Option {
  return {
    ...frame(palette, words),
    series: lines.map((line, i) => {
      const color = i === 0 ? palette.mark : seriesColor(palette, 2 + i);
      return {
        id: line.name, name: line.name, type: "line", step: "end", data: line.points, symbol: "none",
        lineStyle: { color, width: 1.8, type: i === 0 ? "solid" : "dashed" }, itemStyle: { color },
      };
    }),
  };
}

export function gainChart(gains: Gains, colorOf: (proposer: string) => string, palette: Palette, words: Words): Option {
  return {
    ...frame(palette, words),
    series: gains.proposers.map((proposer) => ({
      id: proposer.name, name: proposer.name, type: "line", step: "end", stack: "all", symbol: "none",
      // No line: one of somebody who gained nothing would lie on the edge of another's area.
      lineStyle: { width: 0 }, itemStyle: { color: colorOf(proposer.name) },
      areaStyle: { color: colorOf(proposer.name), opacity: 0.7 },
      data: gains.evaluations.map((evaluations, i) => [evaluations, proposer.gained[i]!]),
    })),
  };
}

function frame(palette: Palette, words: Words): Option {
  const line = (p: any) => `${p.seriesName}: ${decimal(p.value[1])}`;
  return {
    grid: grid(),
    tooltip: tooltip(palette, (p) => [`${words.evaluations}: ${p[0]?.value[0]}`, ...p.map(line)].join("\n"), { trigger: "axis" }),
    xAxis: valueAxis(palette, words.evaluations, { ...nameBelow(), minInterval: 1, splitLine: { show: false }, max: "dataMax" }),
    yAxis: valueAxis(palette, words.hypervolume, { ...nameAbove(), scale: false, nameTextStyle: { color: palette.muted, fontSize: textSize(), align: "left", padding: [0, 0, 0, -textSize() * 3] } }),
  };
}
