import { useEffect, useRef } from "preact/hooks";
import { href, route } from "../state/route";
import { language, theme, themeChoice, words } from "../state/settings";
import { Failure } from "../ui/basic";
import { useApp } from "../ui/context";
import { ChooseView } from "./ChooseView";
import { FrontView } from "./FrontView";
import { JournalView } from "./JournalView";
import { KeyForm } from "./KeyForm";
import { lastTrial } from "./lastTrial";
import { ParametersView } from "./ParametersView";
import { SearchBar } from "./SearchBar";
import { SearchesView } from "./SearchesView";
import { TrialView } from "./TrialView";

/** The frame of the page: where one is, where one can go, and the view. */
export function Shell() {
  const app = useApp();
  const w = words.value;
  const main = useRef<HTMLElement>(null);
  const { path } = route.value;
  const view = path[0] === "s" ? (path[2] ?? "front") : "searches";
  const place = path.join("/");

  useEffect(() => {
    document.title = [app.current.value, view === "searches" ? w.searches : viewName(view), "Glyph"].filter(Boolean).join(" · ");
  }, [place, w]);
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    window.scrollTo({ top: 0 });
    // What had the focus may be gone with its view; the next Tab shall not begin at the top again.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [place]);

  return (
    <>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); main.current?.focus(); }}>{w.skip}</a>
      <Header view={view} />
      <main id="main" ref={main} tabIndex={-1}>
        {app.needsKey.value ? <KeyForm /> : <View view={view} />}
      </main>
      <Notices />
      <footer class="foot">
        <span>Glyph {app.model.value?.document.glyph ?? ""}</span>
        {app.source.live === null && <span>{w.exported}</span>}
      </footer>
    </>
  );
}

function viewName(view: string): string {
  const w = words.value;
  return ({ front: w.front.title, parameters: w.parameters.title, trials: w.trial, llm: w.llm.short, choose: w.choose.title } as Record<string, string>)[view] ?? view;
}

function Header(props: { view: string }) {
  const app = useApp();
  const w = words.value;
  const id = app.current.value;
  const document = app.model.value?.document;
  const last = lastTrial.value;
  const trial = (last?.search === id ? last.trial : null) ?? document?.recommended ?? document?.mark ?? document?.trials.number[0] ?? null;
  const to = (view: string, path: (string | number)[], text: string) => (
    <a href={href(path, {}, true)} aria-current={props.view === view ? "page" : undefined}>{text}</a>
  );
  const next = theme.value === "dark" ? "light" : "dark";
  return (
    <header class="top">
      <a class="brand" href={href([])}><span aria-hidden="true" class="logo">G</span>Glyph</a>
      <nav aria-label={w.views}>
        {to("searches", [], w.searches)}
        {id !== null && (
          <>
            {to("front", ["s", id, "front"], w.front.title)}
            {to("parameters", ["s", id, "parameters"], w.parameters.title)}
            {trial !== null && to("trials", ["s", id, "trials", trial], w.trial)}
            {to("llm", ["s", id, "llm"], w.llm.short)}
            {to("choose", ["s", id, "choose"], w.choose.title)}
          </>
        )}
      </nav>
      <div class="switches">
        {app.source.live && <Connection />}
        <button type="button" lang={language.value === "en" ? "zh-Hans" : "en"} onClick={() => (language.value = language.value === "en" ? "zh" : "en")} aria-label={w.otherLanguage}>
          {language.value === "en" ? "中文" : "English"}
        </button>
        <button type="button" onClick={() => (themeChoice.value = next)} aria-label={next === "dark" ? w.toDark : w.toLight} title={next === "dark" ? w.toDark : w.toLight}>
          <span aria-hidden="true">{next === "dark" ? "☾" : "☀"}</span>
        </button>
      </div>
    </header>
  );
}

function Connection() {
  const app = useApp();
  const w = words.value;
  const isOpen = app.isConnected.value;
  const text = isOpen === null ? w.connecting : isOpen ? w.connected : w.reconnecting;
  return <span class={`connection ${isOpen ? "open" : ""}`} role="status"><span aria-hidden="true" class="dot" /><span>{text}</span></span>;
}

function View(props: { view: string }) {
  const app = useApp();
  const w = words.value;
  const id = app.current.value;
  if (id === null) return <><h1 class="visually-hidden">{w.searches}</h1><SearchesView /></>;
  const model = app.model.value;
  if (!model) {
    const failure = app.failures.value.get(id);
    return failure === undefined ? <p class="note pad" role="status">{w.loading}</p> : <Failure message={failure} onRetry={() => app.retry(id)} />;
  }
  return (
    <div class="view" key={id}>
      {props.view !== "trials" && <h1 class="visually-hidden">{viewName(props.view)}</h1>}
      {props.view !== "trials" && <SearchBar model={model} />}
      {props.view === "front" && <FrontView model={model} />}
      {props.view === "parameters" && <ParametersView model={model} />}
      {props.view === "trials" && <TrialView model={model} trial={Number(route.value.path[3])} />}
      {props.view === "llm" && <JournalView model={model} />}
      {props.view === "choose" && <ChooseView model={model} />}
    </div>
  );
}

function Notices() {
  const app = useApp();
  const w = words.value;
  return (
    <div class="notices" aria-live="polite">
      {app.notices.value.map((n) => (
        <div key={n.id} class={`notice ${n.isError ? "bad" : ""}`}>
          <p>{n.search && <strong>{n.search} </strong>}{n.message}</p>
          <button type="button" onClick={() => app.dismiss(n.id)} aria-label={w.dismiss}>×</button>
        </div>
      ))}
    </div>
  );
}
