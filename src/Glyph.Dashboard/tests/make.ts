import { emptyColumns, merge } from "../src/data/columns";
import type { ConfigValue, TrialColumns } from "../src/data/document";

export interface Row {
  number: number;
  accuracy: number | null;
  compression: number | null;
  proposer?: string;
  status?: string;
  confirmed?: number;
  low?: number;
  ids?: number;
  wrongIds?: number;
  config?: Record<string, ConfigValue>;
}

/** Columns of some rows, each made as an event would bring it. */
export function columns(rows: Row[]): TrialColumns {
  const all = emptyColumns();
  for (const row of rows) merge(all, single(row));
  return all;
}

export function single(row: Row): TrialColumns {
  const code = <T>(value: T | null) => (value === null ? { values: [], index: [-1] } : { values: [value], index: [0] });
  const accuracy = row.accuracy;
  return {
    number: [row.number], generation: [0], status: code(row.status ?? "complete"), proposer: code(row.proposer ?? "random"),
    operator: code<string>(null), compression: [row.compression], allInclusiveCompression: [row.compression], accuracy: [accuracy],
    accuracyLow: [row.low ?? accuracy], accuracyHigh: [accuracy], samples: [32], confirmed: [row.confirmed ?? null],
    confirmedLow: [row.confirmed ?? null], confirmedHigh: [row.confirmed ?? null], ids: [row.ids ?? 0], wrongIds: [row.wrongIds ?? 0],
    pages: [1], visionTokens: [1], textTokens: [1], seconds: [0], configHash: [`h${row.number}`], parents: [[]],
    reason: code<string>(null), journal: code<string>(null), idea: [null], error: code<string>(null), rungs: [[]],
    config: Object.fromEntries(Object.entries(row.config ?? {}).map(([key, value]) => [key, code<ConfigValue>(value)])),
  };
}

/** A seeded source of numbers in [0, 1): mulberry32. */
export function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
