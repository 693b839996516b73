import { useEffect, useMemo } from "preact/hooks";
import { Chart } from "../charts/Chart";
import { palettes } from "../charts/palette";
import { rungsChart } from "../charts/rungs";
import { wrongShare } from "../data/choose";
import { coded } from "../data/columns";
import type { SearchModel } from "../state/model";
import { href } from "../state/route";
import { language, theme, words } from "../state/settings";
import { Badge, Bar, Facts, Panel, Stat } from "../ui/basic";
import { useApp } from "../ui/context";
import { decimal, duration, interval, percent, times, whole } from "../ui/format";
import { useAsync } from "../ui/useAsync";
import { BestFile } from "./BestFile";
import { ConfigTable } from "./ConfigTable";
import { Compared } from "./Diff";
import { LineagePanel } from "./LineagePanel";
import { PagesPanel } from "./PagesPanel";
import { lastTrial } from "./lastTrial";

export function TrialView(props: { model: SearchModel; trial: number }) {
  const row = props.model.table.value.row(props.trial);
  // Nothing is asked for of a trial that is not there, or not yet.
  return row < 0 ? <p class="note pad">{words.value.noSuchTrial(props.trial)}</p> : <KnownTrial {...props} row={row} />;
}

function KnownTrial(props: { model: SearchModel; trial: number; row: number }) {
  const { model, trial, row } = props;
  const app = useApp();
  const w = words.value;
  const table = model.table.value;
  const { trials } = table;
  const search = model.document.search.id;
  const front = useMemo(() => new Set(table.front()), [table]);
  const detail = useAsync(() => app.source.detail(search, trial), `${search}/${trial}`);
  useEffect(() => {
    lastTrial.value = { search, trial };
  }, [search, trial]);

  const status = coded(trials.status, row) ?? "";
  const error = coded(trials.error, row);
  const rungs = trials.rungs[row] ?? [];
  const link = (to: number | undefined, text: string) =>
    to === undefined ? <span class="button disabled" aria-disabled="true">{text}</span> : <a class="button" href={href(["s", search, "trials", to], {}, true)}>{text}</a>;
  const config = detail.value?.config ?? table.config(row);

  return (
    <>
      <header class="view-head">
        <div>
          <h1>{w.trialN(trial)}</h1>
          <div class="badges">
            {front.has(row) && <Badge kind="good">{w.front.title}</Badge>}
            {trial === model.document.mark && <Badge kind="info">{w.front.paper}</Badge>}
            {trial === model.document.recommended && <Badge kind="info">{w.front.recommended}</Badge>}
            {status !== "complete" && <Badge kind="warn">{(w.statuses as Record<string, string>)[status] ?? status}</Badge>}
          </div>
        </div>
        <nav aria-label={w.trials} class="actions">
          {link(trials.number[row - 1], `← ${w.previous}`)}
          {link(trials.number[row + 1], `${w.next} →`)}
        </nav>
      </header>
      {error && <p class="error">{error}</p>}
      <dl class="stats">
        <Stat label={w.compression} value={times(table.trials.compression[row])} detail={trials.allInclusiveCompression[row] != null ? `${w.allInclusive} ${times(trials.allInclusiveCompression[row])}` : undefined} />
        <Stat label={w.accuracy} value={percent(trials.accuracy[row])} detail={interval(trials.accuracyLow[row], trials.accuracyHigh[row])} />
        <Stat label={w.confirmed} value={percent(trials.confirmed[row])} detail={interval(trials.confirmedLow[row], trials.confirmedHigh[row])} />
        <Stat label={w.wrongIds} value={trials.ids[row] ? `${trials.wrongIds[row]}/${trials.ids[row]}` : "–"} detail={trials.ids[row] ? percent(wrongShare(table, row), 1) : undefined} />
        <Stat label={w.visionTokens} value={whole(trials.visionTokens[row])} detail={`${w.textTokens} ${whole(trials.textTokens[row])}`} />
        <Stat label={w.pages} value={decimal(trials.pages[row], 1)} />
        <Stat label={w.items} value={whole(trials.samples[row])} />
        <Stat label={w.seconds} value={duration(trials.seconds[row])} />
      </dl>
      <PagesPanel key={`${search}/${trial}`} search={search} trial={trial} />
      <div class="masonry">
        <Panel title={w.config}>
          <ConfigTable config={config} varying={table.varying} />
          <Facts items={[["hash", <code>{trials.configHash[row]}</code>]]} />
          <div class="actions left"><BestFile search={search} trial={trial} config={config} isComplete={status === "complete"} /></div>
        </Panel>
        <LineagePanel model={model} row={row} />
        {rungs.length > 0 && <Panel title={w.rungs}><Rungs rungs={rungs} /></Panel>}
        <DetailPanels detail={detail} />
      </div>
    </>
  );
}

function Rungs(props: { rungs: [number, number, number, number][] }) {
  const w = words.value;
  const palette = palettes[theme.value];
  const option = useMemo(() => rungsChart(props.rungs, palette, w), [props.rungs, palette, w]);
  return (
    <Chart class="short" label={w.rungs} option={option} identity={`${theme.value}${language.value}`}
      table={() => ({ head: [w.items, w.accuracy, w.interval], rows: props.rungs.map((r) => [whole(r[3]), percent(r[0]), interval(r[1], r[2])]) })} />
  );
}

function DetailPanels(props: { detail: ReturnType<typeof useAsync<import("../data/document").TrialDetail | null>> }) {
  const w = words.value;
  const { value, error, isLoading } = props.detail;
  if (isLoading) return <p class="note pad" role="status">{w.loading}</p>;
  if (error) return <p class="error" role="alert">{error}</p>;
  if (!value) return <p class="note pad">{w.noDetail}</p>;
  const outcomes = Object.entries(value.outcomes);
  const total = outcomes.reduce((sum, [, count]) => sum + count, 0);
  return (
    <>
      {outcomes.length > 0 && (
        <Panel title={w.outcomes}>
          <table class="plain-table">
            <tbody>
              {outcomes.map(([name, count]) => (
                <tr key={name}><th scope="row">{name}</th><td class="bar-cell"><Bar share={count / total} label={percent(count / total, 1)} class="first" /><span>{whole(count)}</span></td></tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      {value.confusions.length > 0 && (
        <Panel title={w.confusions}>
          <ul class="confusions">
            {value.confusions.slice(0, 60).map((c, i) => (
              <li key={i}><code>{c.truth || "∅"}</code> → <code>{c.read || "∅"}</code> <span class="count">{whole(c.count)}</span></li>
            ))}
          </ul>
        </Panel>
      )}
      {value.worst.length > 0 && (
        <Panel title={w.worst}>
          {value.worst.map((m, i) => (
            <article key={i} class="answer">
              <header><span dir="auto">{m.item}</span> <span class="figure">{percent(m.accuracy, 1)}</span></header>
              <Compared truth={m.truth} read={m.read} truthLabel={w.reader.source} readLabel={w.reader.wasRead} />
            </article>
          ))}
        </Panel>
      )}
    </>
  );
}
