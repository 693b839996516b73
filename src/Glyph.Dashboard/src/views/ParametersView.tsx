import { useMemo, useRef } from "preact/hooks";
import { Chart } from "../charts/Chart";
import type { Engine } from "../charts/engine";
import { palettes } from "../charts/palette";
import { maxLines, parallelChart, parallelWidth, sample, showFilters } from "../charts/parallel";
import { sliceChart } from "../charts/slices";
import { axis, filterRows } from "../data/filter";
import type { Table } from "../data/table";
import type { SearchModel } from "../state/model";
import { go, href, route, set } from "../state/route";
import { language, theme, words } from "../state/settings";
import { Choice, Panel } from "../ui/basic";
import { Lazy } from "../ui/Lazy";
import { percent, whole } from "../ui/format";
import { VirtualTable } from "../ui/VirtualTable";
import { ImportancePanel } from "./ImportancePanel";
import { FilterChips, FilterFields, filters, setFilter } from "./selection";
import { trialColumns } from "./trialColumns";

/** More axes than this cannot be told apart. */
const maxAxes = 14;
const maxSlicePoints = 2500;

export function ParametersView(props: { model: SearchModel }) {
  const { model } = props;
  const w = words.value;
  const palette = palettes[theme.value];
  const table = model.table.value;
  const search = model.document.search.id;
  const { query } = route.value;
  const measure = query.get("measure") === "compression" ? "compression" : "accuracy";

  const filterText = [...query].filter(([key]) => key.startsWith("f.")).join("&");
  const wanted = useMemo(filters, [filterText]);
  const chosen = useMemo(() => filterRows(table, wanted), [table, wanted]);
  const all = useMemo(() => filterRows(table, new Map()), [table]);
  const front = table.front();
  const onFront = useMemo(() => new Set(front), [front]);
  const parameters = useMemo(() => byImportance(model, table), [model.document, table]);
  const keys = useMemo(() => [...parameters.slice(0, maxAxes), "compression", "accuracy"], [parameters]);
  const columns = useMemo(() => trialColumns(table, search, w, { badges: (row) => (onFront.has(row) ? [w.front.title] : []), widest: front.slice(0, 1) }), [table, search, w, onFront]);

  // What is filtered out stays faintly there, as long as there is room beside what is chosen.
  const lines = useMemo(() => {
    const few = sample(chosen, front, maxLines);
    return few.length === maxLines ? few : [...new Set([...few, ...sample(all, front, maxLines - few.length)])];
  }, [chosen, all, front]);
  const name = (key: string) => (key === "compression" ? w.compression : key === "accuracy" ? w.accuracy : key);
  const parallel = useMemo(() => parallelChart(table, keys, lines, name, palette), [table, keys, lines, palette, w]);
  const latest = useRef(table);
  latest.current = table;

  return (
    <>
      <Panel title={w.parameters.parallel} note={w.parameters.explanation}>
        <FilterChips rows={chosen.length} of={all.length} />
        {all.length > maxLines && <p class="note">{w.parameters.drawn(whole(lines.length), whole(all.length))}</p>}
        <div class="scroll-x"><Chart
          class="wide" minWidth={parallelWidth(keys.length)} label={w.parameters.parallel} option={parallel.option} identity={`${theme.value}${language.value}${keys.join()}${axesIdentity(table, keys)}`}
          onReady={(engine) => listen(engine, () => latest.current)}
          onDrawn={(engine) => showFilters(engine, table, keys, wanted)}
        /></div>
        <Lazy summary={w.parameters.fields}>{() => <FilterFields table={table} keys={[...keys, "proposer"]} />}</Lazy>
      </Panel>
      <div class="columns even">
        <ImportancePanel model={model} />
        <Panel title={w.trials}>
          <VirtualTable label={w.trials} columns={columns} rows={chosen} sort={query.get("sort") ?? "-compression"} onSort={(sort) => set("sort", sort)}
            onOpen={(row) => go(href(["s", search, "trials", table.trials.number[row]!], {}, true))} empty={w.noRows} />
        </Panel>
      </div>
      <Panel title={w.parameters.slices} actions={
        <Choice label={w.parameters.against} value={measure} onChange={(value) => set("measure", value === "accuracy" ? null : value)}
          options={[["accuracy", w.accuracy], ["compression", w.compression]]} />
      }>
        <div class="slices">
          {parameters.slice(0, maxAxes).map((key) => <Slice key={key} {...{ table, name: key, measure, chosen, onFront, front }} />)}
        </div>
      </Panel>
    </>
  );
}

function Slice(props: { table: Table; name: string; measure: "accuracy" | "compression"; chosen: number[]; onFront: Set<number>; front: number[] }) {
  const w = words.value;
  const palette = palettes[theme.value];
  const rows = useMemo(() => sample(props.chosen, props.front, maxSlicePoints), [props.chosen, props.front]);
  const option = useMemo(() => sliceChart(props.table, props.name, props.measure, rows, props.onFront, palette, w), [props.table, props.name, props.measure, rows, palette, w]);
  const label = w.parameters.slice(props.name, props.measure === "accuracy" ? w.accuracy : w.compression);
  return (
    <div class="slice">
      <h3>{props.name}</h3>
      <Chart class="tiny" label={label} option={option} identity={`${theme.value}${props.measure}`}
        table={() => ({ head: [props.name, w.trials, w.bestAccuracy], rows: byValue(props.table, props.name, props.chosen) })} />
    </div>
  );
}

/** For each value of a parameter: how many trials, and the best accuracy. */
function byValue(table: Table, key: string, rows: number[]): string[][] {
  const on = axis(table, key);
  const found = new Map<number, [number, number]>();
  for (const row of rows) {
    const value = on.number(row);
    if (Number.isNaN(value)) continue;
    const known = found.get(value) ?? [0, 0];
    found.set(value, [known[0] + 1, Math.max(known[1], table.accuracy[row]!)]);
  }
  return [...found].sort(([a], [b]) => a - b).map(([value, [count, best]]) => [on.categories?.[value] ?? String(value), whole(count), percent(best)]);
}

function byImportance(model: SearchModel, table: Table): string[] {
  const share = new Map(model.document.analysis?.importance.map((i) => [i.parameter, i.accuracy + i.compression]));
  // What the space calls by a name of its own has no share here; it comes last, in the order of the file.
  return table.varying.slice().sort((a, b) => (share.get(b) ?? 0) - (share.get(a) ?? 0));
}

/** Changes when an axis gets other categories: then the axes are made anew. */
const axesIdentity = (table: Table, keys: string[]) => keys.map((key) => axis(table, key).categories?.length ?? 0).join();

function listen(engine: Engine, latest: () => Table): void {
  engine.on("axisareaselected", (event: any) => {
    const key = String(event.parallelAxisId);
    const { categories } = axis(latest(), key);
    const intervals: [number, number][] = event.intervals ?? [];
    if (categories) {
      const values = categories.filter((_, i) => intervals.some(([low, high]) => i >= low && i <= high));
      setFilter(key, values.length > 0 ? { values } : null);
      return;
    }
    setFilter(key, intervals.length > 0 ? { from: Math.min(...intervals.map(([low]) => low)), to: Math.max(...intervals.map(([, high]) => high)) } : null);
  });
}
