import type { Words } from "../i18n/en";
import { interval, percent, whole } from "../ui/format";
import type { Option } from "./engine";
import type { Palette } from "./palette";
import { grid, nameBelow, percentLabel, scaled, textSize, tooltip, valueAxis, whiskers } from "./parts";

/** The accuracy after each rung, with its interval, over the items read. */
export function rungsChart(rungs: [number, number, number, number][], palette: Palette, words: Words): Option {
  const low = Math.max(0, Math.min(...rungs.map((r) => r[1])) - 0.01);
  const high = Math.min(1, Math.max(...rungs.map((r) => r[2])) + 0.01);
  return {
    grid: grid({ top: textSize() * 1.2 }),
    tooltip: tooltip(palette, (p) => {
      const rung = rungs[p.dataIndex]!;
      return `${percent(rung[0])} [${interval(rung[1], rung[2])}]\n${words.items}: ${whole(rung[3])}`;
    }),
    xAxis: valueAxis(palette, words.items, { ...nameBelow(), min: 0, splitLine: { show: false }, minInterval: 1 }),
    yAxis: valueAxis(palette, "", { min: low, max: high, splitNumber: 4, axisLabel: { color: palette.muted, fontSize: textSize(), formatter: percentLabel } }),
    series: [
      whiskers(palette, rungs.map((r) => [r[3], r[1], r[2], 0])),
      { id: "mean", type: "line", data: rungs.map((r) => [r[3], r[0]]), symbolSize: scaled(7), symbol: "circle", lineStyle: { color: palette.series[0] }, itemStyle: { color: palette.series[0] } },
    ],
  };
}
