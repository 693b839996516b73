import { useEffect, useMemo, useState } from "preact/hooks";
import type { JournalEntry } from "../data/document";
import type { SearchModel } from "../state/model";
import { href, route, set } from "../state/route";
import { words } from "../state/settings";
import { Badge, Panel, Pick, Stat } from "../ui/basic";
import { Lazy } from "../ui/Lazy";
import { cost, duration, moment, whole } from "../ui/format";
import { TrialLink } from "./LineagePanel";

/** Entries that are drawn at first, and more at each press. */
const batch = 30;

/** What language models were asked and answered, and what came of it. */
export function JournalView(props: { model: SearchModel }) {
  const { model } = props;
  const w = words.value;
  model.version.value;
  const { query } = route.value;
  const { journal, search } = model.document;
  const wantedModel = query.get("model") ?? "";
  const wantedOutcome = query.get("outcome") ?? "";
  const entry = query.get("entry");
  const [limit, setLimit] = useState(batch);
  useEffect(() => setLimit(batch), [wantedModel, wantedOutcome]);

  const models = [...new Set(journal.map((e) => e.model))].sort();
  const outcomes = [...new Set(journal.flatMap((e) => e.ideas.map((i) => i.outcome)))].sort();
  const shown = useMemo(
    () => journal.filter((e) =>
      (!entry || e.id === entry) && (!wantedModel || e.model === wantedModel)
      && (!wantedOutcome || (wantedOutcome === failed ? e.error != null : e.ideas.some((i) => i.outcome === wantedOutcome)))).reverse(),
    [journal, journal.length, model.version.value, wantedModel, wantedOutcome, entry]);
  const spent = shown.reduce((sum, e) => ({ requests: sum.requests + e.spent.requests, input: sum.input + e.spent.inputTokens, output: sum.output + e.spent.outputTokens, cost: sum.cost + e.spent.cost }), { requests: 0, input: 0, output: 0, cost: 0 });
  const ideas = shown.reduce((sum, e) => sum + e.ideas.length, 0);
  const trials = shown.reduce((sum, e) => sum + (model.byJournal.value.get(e.id)?.length ?? 0), 0);

  if (journal.length === 0) return <Panel title={w.llm.title}><p class="note pad">{w.llm.none}</p></Panel>;
  return (
    <>
      <Panel title={w.llm.title} note={w.llm.explanation}>
        <div class="toolbar">
          <Pick label={w.llm.model} value={wantedModel} onChange={(v) => set("model", v || null)} options={[["", w.all], ...models.map((m) => [m, m] as const)]} />
          <Pick label={w.llm.outcome} value={wantedOutcome} onChange={(v) => set("outcome", v || null)}
            options={[["", w.all], ...outcomes.map((o) => [o, o] as const), [failed, w.llm.failed]]} />
          {entry && <button type="button" class="chip" onClick={() => set("entry", null)}>{entry} <span aria-hidden="true">×</span><span class="visually-hidden">{w.removeFilter(entry)}</span></button>}
        </div>
        <dl class="stats">
          <Stat label={w.llm.exchanges} value={whole(shown.length)} detail={w.requestsN(whole(spent.requests))} />
          <Stat label={w.llm.ideas} value={whole(ideas)} detail={w.llm.becameTrials(whole(trials))} />
          <Stat label={w.llm.tokens} value={whole(spent.input + spent.output)} detail={w.llm.inOut(whole(spent.input), whole(spent.output))} />
          <Stat label={w.costs} value={cost(spent.cost, search.currency)} />
        </dl>
      </Panel>
      <div class="entries">{shown.slice(0, limit).map((e) => <Entry key={e.id} entry={e} model={model} isOpen={e.id === entry} />)}</div>
      {shown.length > limit && <button type="button" class="more" onClick={() => setLimit(limit + batch)}>{w.more(shown.length - limit)}</button>}
    </>
  );
}

const outcomeKinds: Record<string, "good" | "warn"> = { used: "good", repaired: "warn" };

/** In the filter of outcomes: those exchanges that gave no ideas. */
const failed = "\u0000failed";

function Entry(props: { entry: JournalEntry; model: SearchModel; isOpen: boolean }) {
  const { entry: e, model } = props;
  const w = words.value;
  const table = model.table.value;
  const search = model.document.search;
  const rows = model.byJournal.value.get(e.id) ?? [];
  const front = useMemo(() => new Set(table.front()), [table]);
  const came = (row: number) => <><TrialLink table={table} search={search.id} row={row} />{front.has(row) && <Badge kind="good">{w.front.title}</Badge>}</>;
  const ofNoIdea = rows.filter((row) => !e.ideas.some((idea) => idea.index === table.trials.idea[row]));
  return (
    <article class="panel entry" aria-label={e.id}>
      <header class="panel-head">
        <h2><a href={href(["s", search.id, "llm"], { entry: e.id }, true)}>{e.id}</a></h2>
        <div class="badges"><Badge kind="info">{e.model}</Badge><Badge>{w.generationN(e.generation)}</Badge>{e.error != null && <Badge kind="bad">{w.llm.failed}</Badge>}</div>
        <p class="note meta">{moment(e.at)} · {duration(e.seconds)} · {w.llm.inOut(whole(e.spent.inputTokens), whole(e.spent.outputTokens))} · {cost(e.spent.cost, search.currency)}</p>
      </header>
      {e.error != null && <p class="error">{e.error}</p>}
      {e.ideas.length > 0 && (
        <ul class="ideas">
          {e.ideas.map((idea) => (
            <li key={idea.index}>
              <span class="count">{idea.index + 1}</span> <Badge kind={outcomeKinds[idea.outcome]}>{idea.outcome}</Badge>
              {rows.filter((row) => table.trials.idea[row] === idea.index).map((row) => <span key={row}>{came(row)}</span>)}
              {idea.detail && <span class="note" dir="auto">{idea.detail}</span>}
            </li>
          ))}
        </ul>
      )}
      {ofNoIdea.length > 0 && (
        <div class="came">
          <h3>{w.llm.trials}</h3>
          <ul class="kin inline">{ofNoIdea.map((row) => <li key={row} class={front.has(row) ? "on-front" : ""}>{came(row)}</li>)}</ul>
        </div>
      )}
      <div class="exchange">
        <Lazy summary={`${w.llm.prompt} (${w.characters(whole(e.prompt.length))})`} isOpen={props.isOpen}>{() => <pre tabIndex={0} dir="auto">{e.prompt}</pre>}</Lazy>
        {e.answer != null && <Lazy summary={`${w.llm.answer} (${w.characters(whole(e.answer.length))})`} isOpen={props.isOpen}>{() => <pre tabIndex={0} dir="auto">{e.answer}</pre>}</Lazy>}
      </div>
    </article>
  );
}
