import { useMemo } from "preact/hooks";
import { Chart } from "../charts/Chart";
import type { Overlay } from "../charts/front";
import { palettes, seriesColor } from "../charts/palette";
import { gainChart, volumeChart, volumeLine } from "../charts/volume";
import { gains } from "../data/gains";
import type { Grouping } from "../data/grouping";
import type { SearchModel } from "../state/model";
import { language, theme, words } from "../state/settings";
import { Panel } from "../ui/basic";
import { decimal, whole } from "../ui/format";

/** How the front grew, and who made it grow. */
export function VolumePanel(props: { model: SearchModel; overlays: Overlay[]; colorKey: string; grouping: Grouping }) {
  const { model, overlays } = props;
  const w = words.value;
  const palette = palettes[theme.value];
  const table = model.table.value;
  const version = model.version.value;
  const { generations, search } = model.document;

  const lines = useMemo(() => [volumeLine(search.id, table), ...overlays.map((o) => volumeLine(o.id, o.table))],
    [table, search.id, overlays.map((o) => `${o.id}${o.table.count}`).join()]);
  const volume = useMemo(() => volumeChart(lines, palette, w), [lines, palette, w]);
  const gained = useMemo(() => gains(generations), [generations, generations.length, version]);
  // The same colour as in the front, where that is coloured by proposer.
  const colorOf = (name: string) => {
    const at = props.colorKey === "proposer" ? props.grouping.names.indexOf(name) : gained.proposers.findIndex((p) => p.name === name);
    return seriesColor(palette, at < 0 ? palette.series.length : at);
  };
  const gain = useMemo(() => gainChart(gained, colorOf, palette, w), [gained, palette, w, props.colorKey, props.grouping]);
  const totals = useMemo(() => tallies(model), [generations, version]);
  const identity = `${theme.value}${language.value}`;

  return (
    <div class="side-panels">
      <Panel title={w.hypervolumeOver}>
        <Chart class="short" label={w.hypervolumeOver} option={volume} identity={identity}
          table={() => ({ head: [w.evaluations, ...lines.map((l) => l.name)].slice(0, 2), rows: lines[0]!.points.map(([n, v]) => [whole(n), decimal(v)]) })} />
        {overlays.length > 0 && (
          <ul class="legend">
            {lines.map((line, i) => (
              <li key={line.name}><span class="legend-item"><span class="swatch" style={{ background: i === 0 ? palette.mark : seriesColor(palette, 2 + i) }} />{line.name}</span></li>
            ))}
          </ul>
        )}
      </Panel>
      {gained.proposers.length > 0 && (
        <Panel title={w.gainBy}>
          <Chart class="short" label={w.gainBy} option={gain} identity={identity} />
          <div class="table-scroll small" tabIndex={0} role="region" aria-label={w.gainBy}>
            <table class="plain-table">
              <thead><tr><th scope="col">{w.proposer}</th><th scope="col">{w.proposed}</th><th scope="col">{w.evaluations}</th><th scope="col">{w.gained}</th></tr></thead>
              <tbody>
                {totals.map((t) => (
                  <tr key={t.name}>
                    <th scope="row"><span class="swatch" style={{ background: colorOf(t.name) }} aria-hidden="true" /> {t.name}</th>
                    <td>{whole(t.proposed)}</td><td>{whole(t.evaluations)}</td><td>{decimal(t.gained)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      )}
    </div>
  );
}

/** What each proposer did over all generations, the most gain first. */
function tallies(model: SearchModel) {
  const totals = new Map<string, { name: string; proposed: number; evaluations: number; gained: number }>();
  for (const generation of model.document.generations) {
    for (const tally of generation.proposers) {
      const total = totals.get(tally.proposer) ?? { name: tally.proposer, proposed: 0, evaluations: 0, gained: 0 };
      total.proposed += tally.proposed;
      total.evaluations += tally.evaluations;
      total.gained += tally.gained;
      totals.set(tally.proposer, total);
    }
  }
  return [...totals.values()].sort((a, b) => b.gained - a.gained);
}
