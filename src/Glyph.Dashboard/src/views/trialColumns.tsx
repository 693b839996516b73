import type { Column } from "../ui/VirtualTable";
import { coded } from "../data/columns";
import { wrongShare } from "../data/choose";
import type { Table } from "../data/table";
import type { Words } from "../i18n/en";
import { href } from "../state/route";
import { decimal, duration, interval, percent, times, whole } from "../ui/format";

/** What a table of trials says of them beside their columns. */
export interface TrialNotes {
  /** Short words beside a trial's number. */
  badges(row: number): string[];
  /** The rows that may have several of them: the column has room for these. */
  widest: number[];
  /** The probability of trials, by number, to be on the true front. */
  membership?: ReadonlyMap<number, number>;
}

/** The columns of a table of trials: what it is, how well it reads for how much, what it cost, and its config where it varies. */
export function trialColumns(table: Table, search: string, w: Words, notes: TrialNotes): Column[] {
  const { trials } = table;
  const { badges, membership } = notes;
  // A Chinese character is as wide as two Latin ones.
  const widthOf = (text: string) => 1 + [...text].reduce((sum, c) => sum + (c > "\u2e80" ? 0.85 : 0.45), 0);
  const room = Math.max(3, ...notes.widest.filter((row) => row >= 0).map((row) => badges(row).reduce((sum, text) => sum + widthOf(text), 0)));
  const config = table.varying.slice(0, 14).map((key): Column => {
    const column = trials.config[key]!;
    const isNumber = column.values.every((v) => typeof v === "number");
    const longest = Math.max(key.length, ...column.values.map((v) => String(v).length));
    return {
      key, title: key, width: Math.min(16, Math.max(5, 2 + longest * 0.6)), isText: !isNumber,
      value: (row) => { const v = coded(column, row); return typeof v === "boolean" ? String(v) : v; },
      show: (row) => String(coded(column, row) ?? ""),
    };
  });
  return [
    {
      key: "trial", title: w.trial, width: 4 + room, isText: true, value: (row) => trials.number[row]!,
      show: (row) => (
        <>
          <a href={href(["s", search, "trials", trials.number[row]!], {}, true)} tabIndex={-1}>{trials.number[row]}</a>
          {badges(row).map((text) => <span key={text} class="badge info small">{text}</span>)}
        </>
      ),
    },
    { key: "compression", title: w.compression, width: 7.5, value: (row) => table.compression[row]!, show: (row) => times(table.compression[row]) },
    { key: "accuracy", title: w.accuracy, width: 6.5, value: (row) => table.accuracy[row]!, show: (row) => percent(table.accuracy[row]) },
    { key: "interval", title: w.interval, width: 9.5, value: (row) => table.low[row]!, show: (row) => interval(table.low[row], table.high[row]) },
    { key: "confirmed", title: w.confirmed, width: 6.5, value: (row) => trials.confirmed[row] ?? null, show: (row) => percent(trials.confirmed[row]) },
    ...(membership && membership.size > 0 ? [{
      key: "membership", title: w.membership, width: 7.5, value: (row: number) => membership.get(trials.number[row]!) ?? 0,
      show: (row: number) => percent(membership.get(trials.number[row]!), 0),
    }] : []),
    { key: "items", title: w.items, width: 5, value: (row) => trials.samples[row] ?? null, show: (row) => whole(trials.samples[row]) },
    { key: "wrong", title: w.wrongIds, width: 7, value: (row) => wrongShare(table, row), show: (row) => (trials.ids[row] ? `${trials.wrongIds[row]}/${trials.ids[row]}` : "–") },
    { key: "proposer", title: w.proposer, width: 9, isText: true, value: (row) => coded(trials.proposer, row), show: (row) => coded(trials.proposer, row) },
    { key: "tokens", title: w.visionTokens, width: 7.5, value: (row) => trials.visionTokens[row] ?? null, show: (row) => whole(trials.visionTokens[row]) },
    { key: "pages", title: w.pages, width: 5, value: (row) => trials.pages[row] ?? null, show: (row) => decimal(trials.pages[row], 1) },
    { key: "seconds", title: w.seconds, width: 6, value: (row) => trials.seconds[row]!, show: (row) => duration(trials.seconds[row]) },
    ...config,
  ];
}
