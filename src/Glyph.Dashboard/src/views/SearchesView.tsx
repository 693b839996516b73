import { useState } from "preact/hooks";
import type { SearchInfo } from "../data/document";
import { route, href, set } from "../state/route";
import { words } from "../state/settings";
import { Badge, Bar, Failure, NumberField, Panel } from "../ui/basic";
import { useApp } from "../ui/context";
import { cost, decimal, duration, moment, times, whole } from "../ui/format";

export function SearchesView() {
  const app = useApp();
  const w = words.value;
  const searches = app.searches.value;
  const picked = (route.value.query.get("pick") ?? "").split(",").filter(Boolean);
  const toggle = (id: string) => {
    const next = picked.includes(id) ? picked.filter((p) => p !== id) : [...picked, id];
    set("pick", next.join(",") || null);
  };
  const failure = app.failure.value;
  if (failure !== null && !searches) return <Failure message={failure} onRetry={() => void app.start()} />;
  if (!searches) return <p class="note pad" role="status">{w.loading}</p>;
  const [first, ...rest] = picked;
  return (
    <Panel title={w.searches} actions={
      first && rest.length > 0
        ? <a class="button primary" href={href(["s", first, "front"], { compare: rest.join(",") })}>{w.compareN(picked.length)}</a>
        : <span class="note">{w.pickToCompare}</span>
    }>
      {searches.length === 0 ? <p class="note pad">{w.noSearches}</p> : (
        <div class="table-scroll free" tabIndex={0} role="region" aria-label={w.searches}>
          <table class="plain-table cards">
            <thead>
              <tr>
                <th scope="col"><span class="visually-hidden">{w.compare}</span></th>
                {[w.search, w.state, w.progress, "≥ 95 %", "≥ 98 %", "≥ 99 %", w.hypervolume, w.costs, w.toGo].map((text) => <th key={text} scope="col">{text}</th>)}
                {app.source.live && <th scope="col">{w.controls}</th>}
              </tr>
            </thead>
            <tbody>{searches.map((s) => <Row key={s.id} search={s} isPicked={picked.includes(s.id)} onPick={() => toggle(s.id)} />)}</tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Row(props: { search: SearchInfo; isPicked: boolean; onPick(): void }) {
  const app = useApp();
  const w = words.value;
  const s = props.search;
  const share = s.budget > 0 ? s.evaluations / s.budget : 0;
  return (
    <tr>
      <td class="pick"><input type="checkbox" checked={props.isPicked} onChange={props.onPick} aria-label={w.pick(s.id)} /></td>
      <th scope="row" class="search-name">
        <a href={href(["s", s.id, "front"])}>{s.id}</a>
        <small>{s.space} · {s.target} · {s.reader}</small>
        <small>{s.corpus} · {moment(s.createdAt)}</small>
      </th>
      <td data-label={w.state}><State search={s} /></td>
      <td data-label={w.progress} class="progress-cell">
        <Bar share={share} label={w.evaluationsOf(whole(s.evaluations), whole(s.budget))} />
        <small>{whole(s.evaluations)} / {whole(s.budget)}</small>
      </td>
      {["≥ 95 %", "≥ 98 %", "≥ 99 %"].map((label, i) => <td key={label} data-label={label} class="figure">{times(s.best[i])}</td>)}
      <td data-label={w.hypervolume} class="figure">{decimal(s.hypervolume)}</td>
      <td data-label={w.costs} class="figure">{cost(s.spent.cost, s.currency)}{s.spent.requests > 0 && <small>{w.requestsN(whole(s.spent.requests))}</small>}</td>
      <td data-label={w.toGo} class="figure">{s.eta === null ? "–" : duration(s.eta)}<small>{w.soFar(duration(s.elapsed))}</small></td>
      {app.source.live && <td data-label={w.controls}><Controls search={s} /></td>}
    </tr>
  );
}

export function State(props: { search: SearchInfo }) {
  const w = words.value;
  const { state, stopReason } = props.search;
  const kinds: Record<string, "good" | "warn" | "bad" | "info"> = { running: "info", finished: "good", failed: "bad", interrupted: "warn", paused: "warn" };
  return (
    <>
      <Badge kind={kinds[state]}>{(w.states as Record<string, string>)[state] ?? state}</Badge>
      {stopReason && <small>{stopReason}</small>}
    </>
  );
}

export function Controls(props: { search: SearchInfo }) {
  const app = useApp();
  const w = words.value;
  const [isBusy, setBusy] = useState(false);
  const { id, state, priority } = props.search;
  const live = app.source.live!;
  const act = async (action: () => Promise<void>) => {
    setBusy(true);
    await app.attempt(action);
    setBusy(false);
  };
  const canPause = state === "running" || state === "queued";
  const isHalted = state === "paused" || state === "interrupted";
  const canResume = isHalted || state === "failed" || state === "cancelled";
  const canCancel = canPause || isHalted;
  if (!canCancel && !canResume) return <span class="note">–</span>;
  return (
    <div class="controls">
      {canPause && <button type="button" disabled={isBusy} onClick={() => act(() => live.control(id, "pause"))}>{w.pause}</button>}
      {canResume && <button type="button" disabled={isBusy} onClick={() => act(() => live.control(id, "resume"))}>{w.resume}</button>}
      {canCancel && <Cancel isBusy={isBusy} onCancel={() => act(() => live.control(id, "cancel"))} />}
      {canCancel && (
        <label class="field inline">
          <span>{w.priority}</span>
          <NumberField value={priority} step={1} onChange={(text) => {
            if (/^-?\d+$/.test(text)) void act(() => live.prioritise(id, Number(text)));
          }} />
        </label>
      )}
    </div>
  );
}

/** Cancelling ends what may have run for hours, so that it is asked once more. */
function Cancel(props: { isBusy: boolean; onCancel(): void }) {
  const w = words.value;
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) return <button type="button" disabled={props.isBusy} onClick={() => setAsked(true)}>{w.cancel}</button>;
  return (
    <>
      <button type="button" class="danger" disabled={props.isBusy} onClick={() => { setAsked(false); props.onCancel(); }}>{w.reallyCancel}</button>
      <button type="button" onClick={() => setAsked(false)}>{w.keep}</button>
    </>
  );
}
