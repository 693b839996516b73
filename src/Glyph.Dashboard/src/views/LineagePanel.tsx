import { coded } from "../data/columns";
import type { Table } from "../data/table";
import type { SearchModel } from "../state/model";
import { href } from "../state/route";
import { words } from "../state/settings";
import { Facts, Panel } from "../ui/basic";
import { percent, times } from "../ui/format";

/** More children than this are counted, not listed. */
const maxChildren = 24;

/** Who proposed a trial, from what, and why; and what came of it. */
export function LineagePanel(props: { model: SearchModel; row: number }) {
  const { model, row } = props;
  const w = words.value;
  const table = model.table.value;
  const { trials } = table;
  const search = model.document.search.id;
  const number = trials.number[row]!;
  const reason = coded(trials.reason, row);
  const journal = coded(trials.journal, row);
  const parents = trials.parents[row] ?? [];
  const children = trials.parents.flatMap((list, i) => (list?.includes(number) ? [i] : []));
  return (
    <Panel title={w.lineage}>
      <Facts items={[
        [w.proposer, coded(trials.proposer, row) ?? "–"],
        [w.operator, coded(trials.operator, row) ?? "–"],
        [w.generation, String(trials.generation[row])],
        ...(journal !== null ? [[w.journalEntry, <a href={href(["s", search, "llm"], { entry: journal }, true)}>{journal}</a>] as const] : []),
      ]} />
      {reason !== null && (
        <figure class="words">
          <figcaption>{w.reason}</figcaption>
          <blockquote dir="auto">{reason}</blockquote>
        </figure>
      )}
      <h3>{w.parents}</h3>
      {parents.length === 0 ? <p class="note">{w.noParents}</p> : (
        <ul class="kin">{parents.map((parent) => <Parent key={parent} table={table} search={search} row={row} parent={parent} />)}</ul>
      )}
      {children.length > 0 && (
        <>
          <h3>{w.children(children.length)}</h3>
          <ul class="kin inline">{children.slice(0, maxChildren).map((i) => <li key={i}><TrialLink table={table} search={search} row={i} /></li>)}</ul>
        </>
      )}
    </Panel>
  );
}

export function TrialLink(props: { table: Table; search: string; row: number }) {
  const { table, row } = props;
  const number = table.trials.number[row]!;
  // What the table believes, as the view around it does; of a trial that is not complete, what was read of it.
  const accuracy = Number.isNaN(table.accuracy[row]) ? table.trials.accuracy[row] : table.accuracy[row];
  return (
    <a class="trial-link" href={href(["s", props.search, "trials", number], {}, true)}>
      #{number} <small>{times(table.compression[row])} · {percent(accuracy, 1)}</small>
    </a>
  );
}

/** A parent, and what its child has otherwise. */
function Parent(props: { table: Table; search: string; row: number; parent: number }) {
  const { table } = props;
  const parentRow = table.row(props.parent);
  if (parentRow < 0) return <li>#{props.parent}</li>;
  const mine = table.config(props.row);
  const theirs = table.config(parentRow);
  const changed = table.varying.filter((key) => mine[key] !== theirs[key]);
  return (
    <li>
      <TrialLink table={table} search={props.search} row={parentRow} />
      <ul class="changes">
        {changed.map((key) => <li key={key}><span>{key}</span> <del>{String(theirs[key] ?? "–")}</del> → <ins>{String(mine[key] ?? "–")}</ins></li>)}
      </ul>
    </li>
  );
}
