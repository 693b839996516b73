import { useMemo } from "preact/hooks";
import { choose } from "../data/choose";
import type { SearchModel } from "../state/model";
import { go, href, route, set } from "../state/route";
import { words } from "../state/settings";
import { Panel } from "../ui/basic";
import { VirtualTable } from "../ui/VirtualTable";
import { BesidePanel } from "./BesidePanel";
import { ChosenPanel } from "./ChosenPanel";
import { needOf, NeedsPanel } from "./NeedsPanel";
import { trialColumns } from "./trialColumns";

/** Says what is needed, and gets the config that meets it in the fewest tokens. */
export function ChooseView(props: { model: SearchModel }) {
  const { model } = props;
  const w = words.value;
  // What fresh samples said is believed here, whatever the other views look at.
  const table = useMemo(() => model.tableOf("confirmed"), [model.table.value]);
  const { query } = route.value;
  const search = model.document.search.id;
  const need = needOf(query);
  const rows = useMemo(() => choose(table, need), [table, need.accuracy, need.isSure, need.wrongIds]);
  const asked = table.row(query.has("trial") ? Number(query.get("trial")) : null);
  const row = asked >= 0 ? asked : (rows[0] ?? -1);
  const mark = table.row(model.document.mark);
  const columns = useMemo(() => trialColumns(table, search, w, { badges: (r) => (r === mark ? [w.front.paper] : []), widest: [mark] }), [table, search, w, mark]);
  const title = w.choose.meeting(rows.length);

  return (
    <>
      <div class="columns choose">
        <NeedsPanel model={model} table={table} row={row} />
        {row >= 0 ? <ChosenPanel model={model} table={table} row={row} /> : <Panel title={w.choose.chosen}><p class="note pad" role="status">{w.choose.nothing}</p></Panel>}
        {row >= 0 && <BesidePanel model={model} table={table} row={row} rows={rows} />}
      </div>
      <Panel title={title}>
        <VirtualTable label={title} columns={columns} rows={rows} sort={query.get("sort") ?? "-compression"} onSort={(sort) => set("sort", sort)}
          onOpen={(r) => go(href(["s", search, "trials", table.trials.number[r]!], {}, true))} rowClass={(r) => (r === row ? "strong" : "")} empty={w.choose.nothing} />
      </Panel>
    </>
  );
}
