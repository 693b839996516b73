import type { SearchModel } from "../state/model";
import { go, href, route, set } from "../state/route";
import { words } from "../state/settings";
import { Bar, Facts, Stat } from "../ui/basic";
import { useApp } from "../ui/context";
import { cost, decimal, duration, moment, times, whole } from "../ui/format";
import { Lazy } from "../ui/Lazy";
import { Controls, State } from "./SearchesView";

/** What the search is and how far it came, above each of its views. */
export function SearchBar(props: { model: SearchModel }) {
  const app = useApp();
  const w = words.value;
  const s = props.model.info.value;
  const all = app.searches.value ?? [s];
  const compared = app.compared.value;
  const view = route.value.path[2] ?? "front";
  return (
    <section class="search-bar" aria-label={w.search}>
      <div class="search-line">
        {all.length > 1 ? (
          <label class="field inline">
            <span>{w.search}</span>
            <select value={s.id} onChange={(e) => go(href(["s", e.currentTarget.value, view === "trials" ? "front" : view]))}>
              {all.map((o) => <option key={o.id} value={o.id}>{o.id}</option>)}
            </select>
          </label>
        ) : <strong>{s.id}</strong>}
        <State search={s} />
        <span class="note">{s.space} · {s.target} · {s.reader}</span>
        {app.source.live && <Controls search={s} />}
        {app.source.live && <button type="button" onClick={() => app.refresh(s.id)}>{w.refresh}</button>}
        {compared.map((id) => (
          <button key={id} type="button" class="chip" onClick={() => set("compare", compared.filter((c) => c !== id).join(",") || null)} aria-label={w.removeFilter(id)}>
            {w.against} {id} <span aria-hidden="true">×</span>
          </button>
        ))}
      </div>
      <dl class="stats">
        <Stat label={w.evaluations} value={<>{whole(s.evaluations)} <small>/ {whole(s.budget)}</small></>} detail={<Bar share={s.budget > 0 ? s.evaluations / s.budget : 0} label={w.evaluationsOf(whole(s.evaluations), whole(s.budget))} />} />
        <Stat label="≥ 95 %" value={times(s.best[0])} />
        <Stat label="≥ 98 %" value={times(s.best[1])} />
        <Stat label="≥ 99 %" value={times(s.best[2])} />
        <Stat label={w.hypervolume} value={decimal(s.hypervolume)} detail={w.onFront(whole(s.front))} />
        <Stat label={w.costs} value={cost(s.spent.cost, s.currency)} detail={w.requestsN(whole(s.spent.requests))} />
        <Stat label={s.eta === null ? w.took : w.toGo} value={duration(s.eta ?? s.elapsed)} detail={s.eta === null ? undefined : w.soFar(duration(s.elapsed))} />
      </dl>
      <Lazy summary={w.about}>
        {() => (
          <Facts items={[
            [w.created, moment(s.createdAt)], [w.corpus, s.corpus], [w.items, `${whole(s.searchItems)} + ${whole(s.heldOutItems)}`],
            [w.target, s.target], [w.tokenizer, s.tokenizer], [w.reader.name, s.reader], [w.engine, s.engine], [w.seed, String(s.seed)],
            [w.llm.short, s.llms.join(", ") || "–"], [w.llm.tokens, w.llm.inOut(whole(s.spent.inputTokens), whole(s.spent.outputTokens))],
          ]} />
        )}
      </Lazy>
    </section>
  );
}
