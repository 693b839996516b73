import type { Coded, TrialColumns } from "./document";

/** The value of a coded column at a row; null where it has none. */
export function coded<T>(column: Coded<T> | undefined, row: number): T | null {
  const index = column?.index[row] ?? -1;
  return index < 0 ? null : (column!.values[index] ?? null);
}

const plain = [
  "number", "generation", "compression", "allInclusiveCompression", "accuracy", "accuracyLow", "accuracyHigh", "samples",
  "confirmed", "confirmedLow", "confirmedHigh", "ids", "wrongIds", "pages", "visionTokens", "textTokens", "seconds",
  "configHash", "parents", "idea", "rungs",
] as const satisfies readonly (keyof TrialColumns)[];

const codes = ["status", "proposer", "operator", "reason", "journal", "error"] as const satisfies readonly (keyof TrialColumns)[];

/** The row of each trial's number in columns that are in the order of their numbers; -1 where there is none. */
export function rowOf(trials: TrialColumns, number: number): number {
  const numbers = trials.number;
  let low = 0;
  let high = numbers.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = numbers[middle]!;
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * Takes new rows into columns, in place. A row whose trial is there already replaces it, so an event that comes twice does no
 * harm; rows that come out of order are put in order.
 */
export function merge(into: TrialColumns, added: TrialColumns): void {
  let isOrdered = true;
  const last = () => into.number[into.number.length - 1] ?? -Infinity;
  const tables = new Map<Coded<unknown>, Map<unknown, number>>();
  for (let row = 0; row < added.number.length; row++) {
    const number = added.number[row]!;
    const known = isOrdered && number > last() ? -1 : into.number.indexOf(number);
    const target = known >= 0 ? known : into.number.length;
    if (known < 0 && number < last()) isOrdered = false;
    copy(into, target, added, row, tables);
  }
  if (!isOrdered) sort(into);
}

function copy(into: TrialColumns, target: number, added: TrialColumns, row: number, tables: Map<Coded<unknown>, Map<unknown, number>>): void {
  for (const name of plain) (into[name] as unknown[])[target] = added[name][row];
  for (const name of codes) put(into[name], target, coded(added[name], row), tables);
  for (const key of Object.keys(added.config)) {
    // A parameter that only new trials have: the old ones have no value of it.
    into.config[key] ??= { values: [], index: into.number.slice(0, target).map(() => -1) };
  }
  for (const key of Object.keys(into.config)) put(into.config[key]!, target, coded(added.config[key], row), tables);
}

function put<T>(column: Coded<T>, target: number, value: T | null, tables: Map<Coded<unknown>, Map<unknown, number>>): void {
  let table = tables.get(column);
  if (!table) {
    table = new Map(column.values.map((v, i) => [v, i]));
    tables.set(column, table);
  }
  let index = value === null ? -1 : table.get(value);
  if (index === undefined) {
    index = column.values.push(value!) - 1;
    table.set(value, index);
  }
  column.index[target] = index;
}

function sort(trials: TrialColumns): void {
  const order = trials.number.map((_, i) => i).sort((a, b) => trials.number[a]! - trials.number[b]!);
  const arrange = (column: unknown[]) => {
    const copied = column.slice();
    order.forEach((from, to) => (column[to] = copied[from]));
  };
  for (const name of plain) arrange(trials[name]);
  for (const name of codes) arrange(trials[name].index);
  for (const column of Object.values(trials.config)) arrange(column.index);
}

/** Columns of no trial. */
export function emptyColumns(): TrialColumns {
  const none = <T>(): Coded<T> => ({ values: [], index: [] });
  return {
    number: [], generation: [], status: none(), proposer: none(), operator: none(), compression: [], allInclusiveCompression: [],
    accuracy: [], accuracyLow: [], accuracyHigh: [], samples: [], confirmed: [], confirmedLow: [], confirmedHigh: [], ids: [],
    wrongIds: [], pages: [], visionTokens: [], textTokens: [], seconds: [], configHash: [], parents: [], reason: none(),
    journal: none(), idea: [], error: none(), rungs: [], config: {},
  };
}
