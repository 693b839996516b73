import type { Need } from "../data/choose";
import type { Table } from "../data/table";
import type { SearchModel } from "../state/model";
import { change, route, set } from "../state/route";
import { words } from "../state/settings";
import { Badge, Check, NumberField, Panel, Stat } from "../ui/basic";
import { percent, times } from "../ui/format";

const clamp = (value: number) => Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));

/** The needs of the address. */
export function needOf(query: URLSearchParams): Need {
  const wrong = query.get("wrong");
  return {
    accuracy: clamp(Number(query.get("min") ?? 95) / 100),
    isSure: query.get("sure") === "1",
    wrongIds: wrong === null ? null : clamp(Number(wrong) / 100),
  };
}

/** A change of the needs takes back the trial that was picked by hand. */
function need(key: string, value: string | null): void {
  change((query) => {
    query.delete("trial");
    if (value === null) query.delete(key);
    else query.set(key, value);
  });
}

/** Fields for what is needed, and the needs that Glyph names. */
export function NeedsPanel(props: { model: SearchModel; table: Table; row: number }) {
  const { model, table } = props;
  const w = words.value;
  const { accuracy, isSure, wrongIds } = needOf(route.value.query);
  const { search, analysis } = model.document;
  return (
    <Panel title={w.choose.needs} note={w.choose.explanation}>
      <div class="needs">
        <label class="field grow">
          <span>{w.choose.accuracy}: <b>{percent(accuracy, 1)}</b></span>
          <input type="range" min={50} max={100} step={0.1} value={accuracy * 100} onInput={(e) => need("min", e.currentTarget.value)} aria-valuetext={percent(accuracy, 1)} />
        </label>
        <Check label={w.choose.sure} checked={isSure} onChange={(value) => need("sure", value ? "1" : null)} />
        <Check label={w.choose.ids} checked={wrongIds !== null} onChange={(value) => need("wrong", value ? "1" : null)} />
        {wrongIds !== null && (
          <label class="field">
            <span>{w.choose.wrong}</span>
            <NumberField min={0} max={100} step={0.1} value={Number((wrongIds * 100).toPrecision(12))} onChange={(text) => need("wrong", text || "0")} />
          </label>
        )}
        <dl class="stats compact">
          <Stat label={w.target} value={search.target} />
          <Stat label={w.tokenizer} value={search.tokenizer} />
          <Stat label={w.reader.name} value={search.reader} />
        </dl>
      </div>
      {analysis && analysis.needs.length > 0 && (
        <>
          <h3>{w.choose.shipped}</h3>
          <ul class="need-list">
            {analysis.needs.map((n) => (
              <li key={n.need}>
                <button type="button" disabled={n.trial === null} onClick={() => set("trial", String(n.trial))} aria-pressed={n.trial !== null && table.row(n.trial) === props.row}>
                  <strong>{n.need}</strong>
                  {n.trial !== null && <span>{w.trialN(n.trial)} · {times(n.compression)} · {percent(n.accuracy)}</span>}
                  <Badge kind={n.isMet ? "good" : "warn"}>{n.isMet ? w.choose.met : w.choose.unmet}</Badge>
                </button>
                <p class="note">{n.why}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
