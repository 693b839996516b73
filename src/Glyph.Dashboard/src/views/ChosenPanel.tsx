import { exportCommand, searchCommand } from "../data/best";
import { wrongShare } from "../data/choose";
import type { Table } from "../data/table";
import type { SearchModel } from "../state/model";
import { words } from "../state/settings";
import { download, Panel, Stat } from "../ui/basic";
import { Command } from "../ui/Copy";
import { useApp } from "../ui/context";
import { interval, percent, times, whole } from "../ui/format";
import { useAsync } from "../ui/useAsync";
import { BestFile } from "./BestFile";
import { ConfigTable } from "./ConfigTable";
import { TrialLink } from "./LineagePanel";

/** The config that was chosen: as a file, and as the commands that make it again. */
export function ChosenPanel(props: { model: SearchModel; table: Table; row: number }) {
  const { model, table, row } = props;
  const app = useApp();
  const w = words.value;
  const { search, receipt } = model.document;
  const { trials } = table;
  const number = trials.number[row]!;
  const detail = useAsync(() => app.source.detail(search.id, number), `${search.id}/${number}`);
  const config = detail.value?.config ?? table.config(row);
  return (
    <Panel title={w.choose.chosen}>
      <p class="chosen-name"><TrialLink table={table} search={search.id} row={row} /></p>
      <dl class="stats compact">
        <Stat label={w.compression} value={times(table.compression[row])} />
        <Stat label={w.accuracy} value={percent(table.accuracy[row])} detail={interval(table.low[row], table.high[row])} />
        <Stat label={w.wrongIds} value={trials.ids[row] ? percent(wrongShare(table, row), 1) : "–"} detail={trials.ids[row] ? `${trials.wrongIds[row]}/${trials.ids[row]}` : undefined} />
        <Stat label={w.items} value={whole(trials.samples[row])} detail={trials.confirmed[row] != null ? w.choose.fresh : w.choose.notFresh} />
      </dl>
      <ConfigTable config={config} varying={table.varying} />
      <div class="actions left"><BestFile search={search.id} trial={number} config={config} isComplete /></div>
      <h3>{w.choose.reproduce}</h3>
      <Command text={exportCommand(search, number)} />
      <Command text={searchCommand(search)} />
      {app.source.live && <Exports search={search.id} trial={number} />}
      {receipt && (
        <div class="actions left"><button type="button" onClick={() => download("receipt.json", "application/json", `${JSON.stringify(receipt, null, 2)}\n`)}>receipt.json</button></div>
      )}
    </Panel>
  );
}

function Exports(props: { search: string; trial: number }) {
  const app = useApp();
  const w = words.value;
  const live = app.source.live!;
  const { value, error } = useAsync(() => live.exports(props.search), props.search);
  if (error) return <p class="error">{error}</p>;
  if (!value || value.length === 0) return null;
  return (
    <>
      <h3>{w.choose.exports}</h3>
      <ul class="export-list">
        {value.map((e) => <li key={e.name}><a href={live.exportUrl(props.search, e.name, props.trial)} download={e.name}>{e.name}</a> <span class="note">{e.title}</span></li>)}
      </ul>
    </>
  );
}
