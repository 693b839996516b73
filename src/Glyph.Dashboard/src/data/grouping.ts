import type { Table } from "./table";

/** What the points of a chart are coloured by. */
export interface Grouping {
  names: string[];
  of(row: number): number;
}

/** So many groups have a colour of their own; the rest share one. */
const maxGroups = 8;

/** Groups trials by proposer or by a key of the config; the largest groups first, so that they have colours of their own. */
export function groupBy(table: Table, key: string, other: string): Grouping {
  const column = key === "proposer" ? table.trials.proposer : table.trials.config[key];
  if (!column) return { names: [other], of: () => 0 };
  const counts = column.values.map(() => 0);
  for (const index of column.index) if (index >= 0) counts[index]!++;
  const order = column.values.map((_, i) => i).sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, maxGroups);
  const place = new Map(order.map((index, i) => [index, i]));
  const names = order.map((index) => String(column.values[index]));
  const isAll = column.values.length <= maxGroups && column.index.every((index) => index >= 0);
  if (!isAll) names.push(other);
  const rest = names.length - 1;
  return { names, of: (row) => place.get(column.index[row]!) ?? rest };
}

