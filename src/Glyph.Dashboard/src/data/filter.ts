import { coded } from "./columns";
import type { ConfigValue } from "./document";
import type { Table } from "./table";

/** What a filter asks of one axis: a number within an interval, or one of some values. */
export type Wanted = { from: number; to: number } | { values: string[] };

/** Filters by axis: `compression`, `accuracy`, `proposer`, `status`, or a key of the config. */
export type Filters = ReadonlyMap<string, Wanted>;

const isNumeric = (values: ConfigValue[]) => values.length > 0 && values.every((v) => typeof v === "number");

/** An axis of parallel coordinates, and of filters. */
export interface Axis {
  key: string;
  /** The categories of an axis that is not numeric. */
  categories: string[] | null;
  number(row: number): number;
}

export function axis(table: Table, key: string): Axis {
  if (key === "compression") return { key, categories: null, number: (row) => table.compression[row]! };
  if (key === "accuracy") return { key, categories: null, number: (row) => table.accuracy[row]! };
  const column = key === "proposer" || key === "status" ? table.trials[key] : table.trials.config[key];
  if (!column) return { key, categories: [], number: () => NaN };
  if (isNumeric(column.values)) return { key, categories: null, number: (row) => (coded<ConfigValue>(column, row) as number | null) ?? NaN };
  // Categories in the order of their names, whatever the order in which trials brought them.
  const categories = [...new Set(column.values.map(String))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const places = column.values.map((v) => categories.indexOf(String(v)));
  return { key, categories, number: (row) => places[column.index[row] ?? -1] ?? NaN };
}

/** The rows, of the first `count`, that have an accuracy and meet all filters. */
export function filterRows(table: Table, filters: Filters, count = table.count): number[] {
  const tests = [...filters].map(([key, wanted]) => {
    const on = axis(table, key);
    if ("values" in wanted) {
      const places = new Set(wanted.values.map((value) => on.categories?.indexOf(value) ?? Number(value)));
      return (row: number) => places.has(on.number(row));
    }
    return (row: number) => {
      const value = on.number(row);
      return value >= wanted.from && value <= wanted.to;
    };
  });
  const rows: number[] = [];
  for (let row = 0; row < count; row++) {
    if (table.accuracy[row]! >= 0 && tests.every((test) => test(row))) rows.push(row);
  }
  return rows;
}

const prefix = "f.";

/** Filters of a URL's query: `f.compression=2..5`, `f.font-path=DejaVu Sans`. */
export function readFilters(query: URLSearchParams): Filters {
  const filters = new Map<string, Wanted>();
  for (const key of new Set(query.keys())) {
    if (!key.startsWith(prefix)) continue;
    const values = query.getAll(key);
    const interval = /^(-?[\d.e+-]*)\.\.(-?[\d.e+-]*)$/.exec(values[0]!);
    if (interval) {
      const from = interval[1] ? Number(interval[1]) : -Infinity;
      const to = interval[2] ? Number(interval[2]) : Infinity;
      if (!Number.isNaN(from) && !Number.isNaN(to)) filters.set(key.slice(prefix.length), { from, to });
    } else {
      filters.set(key.slice(prefix.length), { values });
    }
  }
  return filters;
}

/** Writes one filter into a query, or takes it out. */
export function writeFilter(query: URLSearchParams, key: string, wanted: Wanted | null): void {
  query.delete(prefix + key);
  if (!wanted) return;
  if ("values" in wanted) {
    for (const value of wanted.values) query.append(prefix + key, value);
    return;
  }
  const shown = (value: number) => (Number.isFinite(value) ? String(Number(value.toPrecision(6))) : "");
  if (Number.isFinite(wanted.from) || Number.isFinite(wanted.to)) query.set(prefix + key, `${shown(wanted.from)}..${shown(wanted.to)}`);
}
