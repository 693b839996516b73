import { axis, readFilters, writeFilter, type Filters, type Wanted } from "../data/filter";
import type { Table } from "../data/table";
import { change, route } from "../state/route";
import { words } from "../state/settings";
import { NumberField } from "../ui/basic";

export const filters = (): Filters => readFilters(route.value.query);
export const setFilter = (key: string, wanted: Wanted | null) => change((query) => writeFilter(query, key, wanted));
export const clearFilters = () => change((query) => { for (const key of [...query.keys()]) if (key.startsWith("f.")) query.delete(key); });

/** Adds a value to a filter of values, or takes it out of it. */
export function toggleValue(key: string, value: string): void {
  const known = readFilters(route.peek().query).get(key);
  const values = known && "values" in known ? known.values : [];
  const next = values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
  setFilter(key, next.length > 0 ? { values: next } : null);
}

/** The filters as fields, so that everything a brush can do can be done by keyboard and finger too. */
export function FilterFields(props: { table: Table; keys: string[] }) {
  const current = filters();
  return (
    <div class="filters">
      {props.keys.map((key) => {
        const on = axis(props.table, key);
        const wanted = current.get(key);
        return on.categories
          ? <Values key={key} name={key} categories={on.categories} chosen={wanted && "values" in wanted ? wanted.values : []} />
          : <Interval key={key} name={key} wanted={wanted && "from" in wanted ? wanted : null} />;
      })}
    </div>
  );
}

const nameOf = (key: string) => {
  const w = words.value;
  return key === "compression" ? w.compression : key === "accuracy" ? w.accuracy : key === "proposer" ? w.proposer : key;
};

export function Interval(props: { name: string; wanted: { from: number; to: number } | null }) {
  const w = words.value;
  const name = nameOf(props.name);
  const shown = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? String(Number(value.toPrecision(5))) : "");
  const set = (end: "from" | "to", text: string) => {
    const { from, to } = props.wanted ?? { from: -Infinity, to: Infinity };
    const value = text.trim() === "" || Number.isNaN(Number(text)) ? (end === "from" ? -Infinity : Infinity) : Number(text);
    const next = end === "from" ? { from: value, to } : { from, to: value };
    setFilter(props.name, Number.isFinite(next.from) || Number.isFinite(next.to) ? next : null);
  };
  const field = (end: "from" | "to", label: string) => (
    <NumberField step="any" label={`${name}: ${label}`} placeholder={label} value={shown(props.wanted?.[end])} onChange={(text) => set(end, text)} />
  );
  return (
    <fieldset class="interval">
      <legend>{name}</legend>
      {field("from", w.from)}
      <span aria-hidden="true">–</span>
      {field("to", w.to)}
    </fieldset>
  );
}

function Values(props: { name: string; categories: string[]; chosen: string[] }) {
  return (
    <fieldset class="values">
      <legend>{nameOf(props.name)}</legend>
      <div class="value-list">
        {props.categories.map((value) => (
          <label key={value} class="check">
            <input type="checkbox" checked={props.chosen.includes(value)} onChange={() => toggleValue(props.name, value)} />
            <span>{value}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What is filtered by, each with a button that takes it away. */
export function FilterChips(props: { rows: number; of: number }) {
  const w = words.value;
  const current = [...filters()];
  const shown = (value: number) => (Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "…");
  return (
    <div class="chips" role="status">
      <span class="count">{w.rowsOf(props.rows, props.of)}</span>
      {current.map(([key, wanted]) => (
        <button key={key} type="button" class="chip" onClick={() => setFilter(key, null)} aria-label={w.removeFilter(nameOf(key))}>
          {nameOf(key)}: {"values" in wanted ? wanted.values.join(", ") : `${shown(wanted.from)} – ${shown(wanted.to)}`} <span aria-hidden="true">×</span>
        </button>
      ))}
      {current.length > 1 && <button type="button" class="chip" onClick={clearFilters}>{w.clearFilters}</button>}
    </div>
  );
}
