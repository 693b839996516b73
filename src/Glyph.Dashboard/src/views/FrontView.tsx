import { useMemo, useRef } from "preact/hooks";
import { attachBrush } from "../charts/brush";
import { Chart } from "../charts/Chart";
import { frontChart, type FrontChart } from "../charts/front";
import { palettes } from "../charts/palette";
import { filterRows, writeFilter } from "../data/filter";
import { groupBy } from "../data/grouping";
import type { SearchModel } from "../state/model";
import { change, go, href, route, set } from "../state/route";
import { language, theme, words } from "../state/settings";
import { Check, Choice, Panel, Pick } from "../ui/basic";
import { useApp } from "../ui/context";
import { VirtualTable } from "../ui/VirtualTable";
import { ComparePanel } from "./ComparePanel";
import { Legend } from "./Legend";
import { clearFilters, FilterChips, filters, Interval, toggleValue } from "./selection";
import { trialColumns } from "./trialColumns";
import { VolumePanel } from "./VolumePanel";

export function FrontView(props: { model: SearchModel }) {
  const { model } = props;
  const app = useApp();
  const w = words.value;
  const palette = palettes[theme.value];
  const { query } = route.value;
  const table = model.table.value;
  const search = model.document.search.id;

  const last = table.trials.number[table.count - 1] ?? 0;
  const upTo = Math.min(last, Number(query.get("upto") ?? last) || last);
  const count = upTo >= last ? table.count : table.upTo(upTo);
  const colorKey = query.get("color") ?? "proposer";
  const from = Number(query.get("y") ?? 50) / 100;
  const isLog = query.get("x") === "log";
  const belief = model.belief.value;

  const filterText = [...query].filter(([key]) => key.startsWith("f.")).join("&");
  const wanted = useMemo(filters, [filterText]);
  const chosen = useMemo(() => filterRows(table, wanted, count), [table, wanted, count]);
  const others = useMemo(() => (wanted.size === 0 ? [] : without(filterRows(table, new Map(), count), chosen)), [table, wanted, count, chosen]);
  const front = table.front(count);
  const grouping = useMemo(() => groupBy(table, colorKey, w.other), [table, colorKey, w]);
  const models = app.models.value;
  const overlays = app.compared.value.flatMap((id) => {
    const other = models.get(id);
    return other ? [{ id, table: other.table.value }] : [];
  });

  const interval = (key: string): [number, number] => {
    const range = wanted.get(key);
    return range && "from" in range ? [range.from, range.to] : [-Infinity, Infinity];
  };
  const isSelected = wanted.has("compression") || wanted.has("accuracy");
  const mark = table.row(model.document.mark);
  const recommended = table.row(model.document.recommended);

  const chart = useMemo(
    () => frontChart({
      table, chosen, others, front, grouping, mark: mark < count ? mark : -1, recommended: recommended < count ? recommended : -1,
      selection: isSelected ? { compression: interval("compression"), accuracy: interval("accuracy") } : null, overlays, from, isLog, palette, words: w,
    }),
    [table, chosen, others, front, grouping, mark, recommended, overlays.map((o) => o.id).join(), overlays.map((o) => o.table.count).join(), from, isLog, palette, w]);
  const latest = useRef<FrontChart>(chart);
  latest.current = chart;
  const open = (row: number) => row >= 0 && go(href(["s", search, "trials", table.trials.number[row]!], {}, true));

  const which = query.get("rows") ?? (wanted.size > 0 ? "selected" : "front");
  const onFront = useMemo(() => new Set(front), [front]);
  const all = useMemo(() => Array.from({ length: count }, (_, i) => i), [count]);
  const rows = which === "all" ? all : which === "front" ? front : chosen;
  const columns = useMemo(
    () => trialColumns(table, search, w, {
      badges: (row) => [row === mark && w.front.paper, row === recommended && w.front.recommended, which !== "front" && onFront.has(row) && w.front.title].filter((text) => text !== false),
      widest: [mark, recommended],
      membership: new Map(model.document.analysis?.membership.map((m) => [m.trial, m.probability])),
    }),
    [table, search, w, mark, recommended, which, onFront, model.document]);

  const varying = table.varying.filter((key) => key !== "font-path" && key !== "dpi");
  return (
    <>
      <div class="columns">
        <Panel title={w.front.title} class="main-panel" note={w.front.explanation}>
          <div class="toolbar">
            <Pick label={w.front.colorBy} value={colorKey} onChange={(value) => set("color", value === "proposer" ? null : value)}
              options={[["proposer", w.proposer], ["font-path", w.font], ["dpi", "dpi"], ...varying.map((key) => [key, key] as const)]} />
            <Choice label={w.front.accuracyFrom} value={String(from * 100)} onChange={(value) => set("y", value === "50" ? null : value)}
              options={[["0", "0 %"], ["50", "50 %"], ["80", "80 %"], ["90", "90 %"], ["95", "95 %"]]} />
            <Check label={w.front.logScale} checked={isLog} onChange={(value) => set("x", value ? "log" : null)} />
            <Check label={w.front.believe} checked={belief === "confirmed"} onChange={(value) => set("acc", value ? "confirmed" : null)} />
          </div>
          <Chart
            class="tall"
            label={w.front.describe(front.length, table.count)}
            option={chart.option}
            identity={`${language.value}${theme.value}${isLog}${from}`}
            onReady={(engine, element) => attachBrush(engine, element, (rectangle) => change((q) => {
              writeFilter(q, "compression", { from: rectangle.compression[0], to: rectangle.compression[1] });
              writeFilter(q, "accuracy", { from: rectangle.accuracy[0], to: rectangle.accuracy[1] });
              q.delete("rows");
            }))}
            onClick={(series, index) => open(latest.current.rowAt(series, index))}
          />
          <Legend grouping={grouping} palette={palette} label={w.front.colorBy}
            chosen={chosenValues(wanted, colorKey)} onToggle={(name) => name !== w.other && toggleValue(colorKey, name)} />
          <div class="toolbar">
            <label class="field grow">
              <span>{w.front.history}: <b>{w.trialN(upTo)}</b></span>
              <input type="range" min={table.trials.number[0] ?? 0} max={last} value={upTo}
                onInput={(e) => set("upto", Number(e.currentTarget.value) >= last ? null : e.currentTarget.value)} />
            </label>
            <Interval name="compression" wanted={asInterval(wanted.get("compression"))} />
            <Interval name="accuracy" wanted={asInterval(wanted.get("accuracy"))} />
            <button type="button" disabled={wanted.size === 0} onClick={clearFilters}>{w.clearFilters}</button>
          </div>
        </Panel>
        <VolumePanel model={model} overlays={overlays} colorKey={colorKey} grouping={grouping} />
      </div>
      <Panel title={w.trials} actions={
        <Choice label={w.rows} value={which} onChange={(value) => set("rows", value)}
          options={[["front", `${w.front.title} (${front.length})`], ["selected", `${w.selected} (${chosen.length})`], ["all", `${w.all} (${count})`]]} />
      }>
        <FilterChips rows={chosen.length} of={count} />
        <VirtualTable label={w.trials} columns={columns} rows={rows} sort={query.get("sort") ?? "compression"} onSort={(sort) => set("sort", sort)}
          onOpen={open} rowClass={(row) => (row === recommended ? "strong" : "")} empty={w.noRows} />
      </Panel>
      {overlays.length > 0 && <ComparePanel searches={[{ id: search, table }, ...overlays]} />}
    </>
  );
}

const asInterval = (wanted: { from: number; to: number } | { values: string[] } | undefined) => (wanted && "from" in wanted ? wanted : null);

function chosenValues(wanted: ReturnType<typeof filters>, key: string): string[] {
  const values = wanted.get(key);
  return values && "values" in values ? values.values : [];
}

function without(rows: number[], taken: number[]): number[] {
  const known = new Set(taken);
  return rows.filter((row) => !known.has(row));
}
