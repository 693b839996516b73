import type { Table } from "../data/table";
import type { SearchModel } from "../state/model";
import { href, route, set } from "../state/route";
import { words } from "../state/settings";
import { Panel, Pick } from "../ui/basic";
import { interval, percent, times, whole } from "../ui/format";
import { ConfigTable } from "./ConfigTable";

/** The chosen trial beside another, by default the paper's config. */
export function BesidePanel(props: { model: SearchModel; table: Table; row: number; rows: number[] }) {
  const { model, table, row } = props;
  const w = words.value;
  const mark = table.row(model.document.mark);
  const asked = route.value.query.get("with");
  const other = asked === null ? mark : table.row(Number(asked));
  const numberOf = (r: number) => table.trials.number[r]!;
  const options = [...new Set([mark, table.row(model.document.recommended), other, ...table.front(), ...props.rows.slice(0, 30)])]
    .filter((r) => r >= 0).sort((a, b) => a - b)
    .map((r) => [String(numberOf(r)), `${w.trialN(numberOf(r))}${r === mark ? ` (${w.front.paper})` : ""}`] as const);
  return (
    <Panel title={w.choose.beside} actions={
      <Pick label={w.choose.with} value={other >= 0 ? String(numberOf(other)) : ""} onChange={(value) => set("with", value || null)} options={options} />
    }>
      {other >= 0 ? <SideBySide table={table} search={model.document.search.id} first={row} second={other} /> : <p class="note pad">{w.choose.noOther}</p>}
    </Panel>
  );
}

function SideBySide(props: { table: Table; search: string; first: number; second: number }) {
  const { table, search } = props;
  const w = words.value;
  const rows = [props.first, props.second];
  const names = rows.map((r) => w.trialN(table.trials.number[r]!)) as [string, string];
  const line = (label: string, show: (row: number) => string) => <tr><th scope="row">{label}</th>{rows.map((r, i) => <td key={i}>{show(r)}</td>)}</tr>;
  return (
    <div class="columns beside">
      <div class="table-scroll small" tabIndex={0} role="region" aria-label={w.choose.beside}>
        <table class="plain-table">
          <thead><tr><th scope="col" />{rows.map((r, i) => <th key={i} scope="col"><a href={href(["s", search, "trials", table.trials.number[r]!], {}, true)}>{names[i]}</a></th>)}</tr></thead>
          <tbody>
            {line(w.compression, (r) => times(table.compression[r]))}
            {line(w.accuracy, (r) => percent(table.accuracy[r]))}
            {line(w.interval, (r) => interval(table.low[r], table.high[r]))}
            {line(w.wrongIds, (r) => (table.trials.ids[r] ? `${table.trials.wrongIds[r]}/${table.trials.ids[r]}` : "–"))}
            {line(w.visionTokens, (r) => whole(table.trials.visionTokens[r]))}
            {line(w.pages, (r) => whole(table.trials.pages[r]))}
          </tbody>
        </table>
      </div>
      <ConfigTable config={table.config(props.first)} other={table.config(props.second)} varying={table.varying} heads={names} />
    </div>
  );
}
