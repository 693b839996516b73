import { useMemo } from "preact/hooks";
import { bestJson, exportCommand, searchCommand } from "../data/best";
import { choose, wrongShare } from "../data/choose";
import type { Table } from "../data/table";
import type { SearchModel } from "../state/model";
import { go, href, route, set } from "../state/route";
import { words } from "../state/settings";
import { Badge, Check, download, Panel, Pick, Stat } from "../ui/basic";
import { Command } from "../ui/Copy";
import { useApp } from "../ui/context";
import { interval, percent, times, whole } from "../ui/format";
import { useAsync } from "../ui/useAsync";
import { VirtualTable } from "../ui/VirtualTable";
import { ConfigTable } from "./ConfigTable";
import { TrialLink } from "./LineagePanel";
import { trialColumns } from "./trialColumns";

/** Says what is needed, and gets the config that meets it in the fewest tokens. */
export function ChooseView(props: { model: SearchModel }) {
  const { model } = props;
  const w = words.value;
  // What fresh samples said is believed here, whatever the other views look at.
  const believed = useMemo(() => model.tableOf("confirmed"), [model.table.value]);
  const { query } = route.value;
  const { search, analysis } = model.document;

  const accuracy = clamp(Number(query.get("min") ?? 95) / 100);
  const isSure = query.get("sure") === "1";
  const wrong = query.get("wrong");
  const wrongIds = wrong === null ? null : clamp(Number(wrong) / 100);
  const rows = useMemo(() => choose(believed, { accuracy, isSure, wrongIds }), [believed, accuracy, isSure, wrongIds]);
  const asked = believed.row(query.has("trial") ? Number(query.get("trial")) : null);
  const row = asked >= 0 ? asked : (rows[0] ?? -1);
  const mark = believed.row(model.document.mark);
  const otherNumber = query.get("with");
  const other = otherNumber === null ? mark : believed.row(Number(otherNumber));
  const columns = useMemo(() => trialColumns(believed, search.id, w, (r) => (r === mark ? [w.front.paper] : [])), [believed, search.id, w, mark]);

  return (
    <>
      <div class="columns">
        <Panel title={w.choose.needs} class="main-panel" note={w.choose.explanation}>
          <div class="needs">
            <label class="field grow">
              <span>{w.choose.accuracy}: <output>{percent(accuracy, 1)}</output></span>
              <input type="range" min={50} max={100} step={0.1} value={accuracy * 100} onInput={(e) => pick("min", e.currentTarget.value)} aria-valuetext={percent(accuracy, 1)} />
            </label>
            <Check label={w.choose.sure} checked={isSure} onChange={(value) => pick("sure", value ? "1" : null)} />
            <Check label={w.choose.ids} checked={wrongIds !== null} onChange={(value) => pick("wrong", value ? "1" : null)} />
            {wrongIds !== null && (
              <label class="field">
                <span>{w.choose.wrong}</span>
                <input type="number" min={0} max={100} step={0.1} value={wrongIds * 100} onChange={(e) => pick("wrong", e.currentTarget.value || "0")} />
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
                {analysis.needs.map((need) => (
                  <li key={need.need}>
                    <button type="button" disabled={need.trial === null} onClick={() => set("trial", String(need.trial))} aria-pressed={need.trial !== null && believed.row(need.trial) === row}>
                      <strong>{need.need}</strong>
                      {need.trial !== null && <span>{w.trialN(need.trial)} · {times(need.compression)} · {percent(need.accuracy)}</span>}
                      <Badge kind={need.isMet ? "good" : "warn"}>{need.isMet ? w.choose.met : w.choose.unmet}</Badge>
                    </button>
                    <p class="note">{need.why}</p>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Panel>
        {row >= 0 ? <Chosen model={model} table={believed} row={row} /> : <Panel title={w.choose.chosen}><p class="note pad" role="status">{w.choose.nothing}</p></Panel>}
      </div>
      {row >= 0 && (
        <Panel title={w.choose.beside} actions={
          <Pick label={w.choose.with} value={other >= 0 ? String(believed.trials.number[other]) : ""} onChange={(value) => set("with", value || null)}
            options={candidates(model, believed, rows, mark).map((r) => [String(believed.trials.number[r]), `${w.trialN(believed.trials.number[r]!)}${r === mark ? ` (${w.front.paper})` : ""}`])} />
        }>
          {other >= 0 ? <SideBySide table={believed} search={search.id} first={row} second={other} /> : <p class="note pad">{w.choose.noOther}</p>}
        </Panel>
      )}
      <Panel title={w.choose.meeting(rows.length)}>
        <VirtualTable label={w.choose.meeting(rows.length)} columns={columns} rows={rows} sort={query.get("sort") ?? "-compression"} onSort={(sort) => set("sort", sort)}
          onOpen={(r) => go(href(["s", search.id, "trials", believed.trials.number[r]!], {}, true))} rowClass={(r) => (r === row ? "strong" : "")} empty={w.choose.nothing} />
      </Panel>
    </>
  );
}

/** A change of the needs takes back the trial that was picked by hand. */
function pick(key: string, value: string | null): void {
  set("trial", null);
  set(key, value);
}

const clamp = (value: number) => Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));

function candidates(model: SearchModel, table: Table, rows: number[], mark: number): number[] {
  const asked = Number(route.value.query.get("with") ?? NaN);
  const all = new Set([mark, table.row(model.document.recommended), table.row(asked), ...table.front(), ...rows.slice(0, 30)]);
  return [...all].filter((row) => row >= 0).sort((a, b) => a - b);
}

function Chosen(props: { model: SearchModel; table: Table; row: number }) {
  const { model, table, row } = props;
  const app = useApp();
  const w = words.value;
  const { search, receipt } = model.document;
  const { trials } = table;
  const number = trials.number[row]!;
  const detail = useAsync(() => app.source.detail(search.id, number), `${search.id}/${number}`);
  const config = detail.value?.config ?? table.config(row);
  return (
    <Panel title={w.choose.chosen}>
      <p class="chosen-name"><TrialLink table={table} search={search.id} row={row} /></p>
      <dl class="stats compact">
        <Stat label={w.compression} value={times(table.compression[row])} />
        <Stat label={w.accuracy} value={percent(table.accuracy[row])} detail={interval(table.low[row], table.high[row])} />
        <Stat label={w.wrongIds} value={trials.ids[row] ? percent(wrongShare(table, row), 1) : "–"} detail={trials.ids[row] ? `${trials.wrongIds[row]}/${trials.ids[row]}` : undefined} />
        <Stat label={w.items} value={whole(trials.samples[row])} detail={trials.confirmed[row] != null ? w.choose.fresh : w.choose.notFresh} />
      </dl>
      <ConfigTable config={config} varying={table.varying} />
      <div class="actions left"><button type="button" class="primary" onClick={() => download("best.json", "application/json", bestJson(config))}>{w.choose.download}</button></div>
      <h3>{w.choose.reproduce}</h3>
      <Command text={exportCommand(search, number)} />
      <Command text={searchCommand(search)} />
      {app.source.live && <Exports search={search.id} trial={number} />}
      {receipt && (
        <div class="actions left"><button type="button" onClick={() => download("receipt.json", "application/json", `${JSON.stringify(receipt, null, 2)}\n`)}>receipt.json</button></div>
      )}
    </Panel>
  );
}

function Exports(props: { search: string; trial: number }) {
  const app = useApp();
  const w = words.value;
  const live = app.source.live!;
  const { value, error } = useAsync(() => live.exports(props.search), props.search);
  if (error) return <p class="error">{error}</p>;
  if (!value || value.length === 0) return null;
  return (
    <>
      <h3>{w.choose.exports}</h3>
      <ul class="export-list">
        {value.map((e) => <li key={e.name}><a href={live.exportUrl(props.search, e.name, props.trial)} download={e.name}>{e.name}</a> <span class="note">{e.title}</span></li>)}
      </ul>
    </>
  );
}

function SideBySide(props: { table: Table; search: string; first: number; second: number }) {
  const { table, search } = props;
  const w = words.value;
  const rows = [props.first, props.second];
  const names = rows.map((r) => w.trialN(table.trials.number[r]!)) as [string, string];
  const line = (label: string, show: (row: number) => string) => <tr><th scope="row">{label}</th>{rows.map((r, i) => <td key={i}>{show(r)}</td>)}</tr>;
  return (
    <div class="columns even">
      <table class="plain-table">
        <thead><tr><th scope="col" />{rows.map((r, i) => <th key={i} scope="col"><TrialLink table={table} search={search} row={r} /></th>)}</tr></thead>
        <tbody>
          {line(w.compression, (r) => times(table.compression[r]))}
          {line(w.accuracy, (r) => percent(table.accuracy[r]))}
          {line(w.interval, (r) => interval(table.low[r], table.high[r]))}
          {line(w.wrongIds, (r) => (table.trials.ids[r] ? `${table.trials.wrongIds[r]}/${table.trials.ids[r]}` : "–"))}
          {line(w.visionTokens, (r) => whole(table.trials.visionTokens[r]))}
          {line(w.pages, (r) => whole(table.trials.pages[r]))}
        </tbody>
      </table>
      <ConfigTable config={table.config(props.first)} other={table.config(props.second)} varying={table.varying} heads={names} />
    </div>
  );
}
