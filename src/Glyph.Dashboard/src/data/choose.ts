import type { Table } from "./table";

/** What somebody needs of a config. */
export interface Need {
  /** The accuracy that it must have, 0 to 1. */
  accuracy: number;
  /** Whether the lower end of the interval must reach it, not only the mean. */
  isSure: boolean;
  /** The share of identifiers that may come back wrong at most; null where identifiers do not matter. */
  wrongIds: number | null;
}

/** The rows that meet a need, highest compression first; of equals, the more accurate, then the earlier. */
export function choose(table: Table, need: Need): number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.count; row++) {
    const accuracy = need.isSure ? table.low[row]! : table.accuracy[row]!;
    if (!(table.accuracy[row]! >= 0) || !(accuracy >= need.accuracy) || !(table.compression[row]! > 0)) continue;
    if (need.wrongIds !== null && !(wrongShare(table, row) <= need.wrongIds)) continue;
    rows.push(row);
  }
  return rows.sort((a, b) => table.compression[b]! - table.compression[a]! || table.accuracy[b]! - table.accuracy[a]! || a - b);
}

/** The share of identifiers that came back wrong; NaN where none was read, so that nothing is claimed of them. */
export function wrongShare(table: Table, row: number): number {
  const ids = table.trials.ids[row] ?? 0;
  return ids > 0 ? (table.trials.wrongIds[row] ?? 0) / ids : NaN;
}
