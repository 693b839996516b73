import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { LineView, PageView } from "../data/document";
import { compare, runs, type ComparedLine, type Run } from "../data/words";
import { route, set } from "../state/route";
import { prefersStillness, words } from "../state/settings";
import { Badge, Check, Choice } from "../ui/basic";
import { percent } from "../ui/format";
import { useApp } from "../ui/context";
import { Compared, Side } from "./Diff";

/** What is pointed at: a line of the page, and a word of it or -1. */
interface Pointed {
  line: number;
  word: number;
}

type Kind = "misread" | "read" | "all";

const nowhere: Pointed = { line: -1, word: -1 };
const zooms = ["fit", "100", "200", "300"] as const;

/** A page as the model sees it beside its lines as they are and as they were read; pointing at either shows it in the other. */
export function PageReader(props: { page: PageView }) {
  const { page } = props;
  const w = words.value;
  const { query } = route.value;
  const [pointed, setPointed] = useState<Pointed>(nowhere);
  const [hovered, setHovered] = useState<Pointed>(nowhere);
  const zoom = (zooms as readonly string[]).includes(query.get("zoom") ?? "") ? query.get("zoom")! : "fit";
  const marks = query.get("marks") !== "off";
  const compared = useMemo(() => page.lines.map(compare), [page]);
  const misread = compared.filter((c) => c.isMisread).length;
  const read = page.lines.filter((l) => l.read != null).length;
  const kind = (query.get("lines") as Kind | null) ?? (misread > 0 ? "misread" : read > 0 ? "read" : "all");
  useEffect(() => setPointed(nowhere), [page]);
  const shown = page.lines.flatMap((line, i) => (kind === "all" || (kind === "read" ? line.read != null : compared[i]!.isMisread) ? [i] : []));

  /** From the page to the text: a line that the list does not show is brought into it. */
  const pointAtLine = (line: number) => {
    if (!shown.includes(line)) set("lines", page.lines[line]!.read == null ? "all" : "read");
    setPointed({ line, word: -1 });
  };

  return (
    <div class="reader">
      <div class="toolbar">
        <Choice label={w.reader.lines} value={kind} onChange={(value) => set("lines", value)} options={[
          ["misread", `${w.reader.misread} (${misread})`], ["read", `${w.reader.read} (${read})`], ["all", `${w.all} (${page.lines.length})`]]} />
        <Choice label={w.reader.zoom} value={zoom} onChange={(value) => set("zoom", value === "fit" ? null : value)} options={zooms.map((z) => [z, z === "fit" ? w.reader.fit : `${z} %`])} />
        <Check label={w.reader.marks} checked={marks} onChange={(value) => set("marks", value ? null : "off")} />
      </div>
      <div class="reader-panes">
        <PageImage page={page} compared={compared} pointed={pointed} hovered={hovered} zoom={zoom} marks={marks} onPoint={pointAtLine} onHover={setHovered} />
        <LineList page={page} compared={compared} shown={shown} pointed={pointed} hovered={hovered} onPoint={setPointed} onHover={setHovered} />
      </div>
      {page.answers && page.answers.length > 0 && (
        <div class="answers">
          <h3>{w.reader.answers}</h3>
          {page.answers.map((a, i) => (
            <article key={i} class="answer">
              <header><Badge kind={a.score >= 1 ? "good" : a.score > 0 ? "warn" : "bad"}>{a.outcome}</Badge> <span class="figure">{percent(a.score, 1)}</span>{a.question && <p dir="auto">{a.question}</p>}</header>
              <Compared truth={a.truth} read={a.read} truthLabel={w.reader.source} readLabel={w.reader.wasRead} />
            </article>
          ))}
        </div>
      )}
    </div>
  );
}

interface Shared {
  page: PageView;
  compared: ComparedLine[];
  pointed: Pointed;
  hovered: Pointed;
  onHover(pointed: Pointed): void;
}

function PageImage(props: Shared & { zoom: string; marks: boolean; onPoint(line: number): void }) {
  const { page, pointed, hovered } = props;
  const w = words.value;
  const app = useApp();
  const pane = useRef<HTMLDivElement>(null);
  const source = app.source.image(page.image);
  const place = (left: number, top: number, right: number, bottom: number) => ({
    left: `${(left / page.width) * 100}%`, top: `${(top / page.height) * 100}%`,
    width: `${((right - left) / page.width) * 100}%`, height: `${((bottom - top) / page.height) * 100}%`,
  });

  useEffect(() => {
    const found = pane.current?.querySelector(".word-box.pointed") ?? pane.current?.querySelector(".line-box.pointed");
    if (found && pane.current) reveal(pane.current, found as HTMLElement);
  }, [pointed]);

  const onKey = (e: KeyboardEvent) => {
    const step = e.key === "ArrowDown" || e.key === "ArrowRight" ? 1 : e.key === "ArrowUp" || e.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || page.lines.length === 0) return;
    e.preventDefault();
    props.onPoint(Math.min(page.lines.length - 1, Math.max(0, pointed.line + step)));
  };

  // To fit, a page fills its pane, but is not blown up on a large screen.
  const size = props.zoom === "fit" ? { maxWidth: `${page.width * 1.5}px` } : { width: `${(page.width * Number(props.zoom)) / 100}px` };
  return (
    <div class="page-pane" ref={pane}>
      <div class={`page ${props.zoom === "200" || props.zoom === "300" ? "enlarged" : ""}`} style={{ ...size, aspectRatio: `${page.width} / ${page.height}` }}>
        {source ? <img src={source} width={page.width} height={page.height} alt={w.reader.pageAlt(page.item, page.page)} draggable={false} /> : <p class="note pad">{w.reader.noImage}</p>}
        <div class="overlay" tabIndex={0} role="group" aria-label={w.reader.overlay} onKeyDown={onKey}>
          {page.lines.map((line, i) => (
            <div
              key={i}
              class={`line-box ${pointed.line === i ? "pointed" : ""} ${hovered.line === i ? "hovered" : ""} ${line.read != null ? "sampled" : ""}`}
              style={place(...line.box)} data-line={i}
              onMouseEnter={() => props.onHover({ line: i, word: -1 })} onMouseLeave={() => props.onHover(nowhere)}
              onClick={() => props.onPoint(i)}
            />
          ))}
          {page.lines.map((line, i) => props.compared[i]!.words.map((word, j) => {
            const isPointed = pointed.line === i && pointed.word === j;
            const isHovered = hovered.line === i && hovered.word === j;
            if (!isPointed && !isHovered && !(props.marks && word.isMisread)) return null;
            return <div key={`${i}-${j}`} class={`word-box ${word.isMisread ? "misread" : ""} ${isPointed ? "pointed" : ""} ${isHovered ? "hovered" : ""}`} style={place(word.left, line.box[1], word.right, line.box[3])} />;
          }))}
        </div>
      </div>
    </div>
  );
}

function LineList(props: Shared & { shown: number[]; onPoint(pointed: Pointed): void }) {
  const { page, compared, pointed, hovered, shown } = props;
  const w = words.value;
  const list = useRef<HTMLOListElement>(null);
  const firstWord = shown.map((i) => ({ line: i, word: compared[i]!.words.findIndex((word) => word.isMisread) })).find((p) => p.word >= 0);
  const stop = pointed.word >= 0 && shown.includes(pointed.line) ? pointed : firstWord;

  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>(`[data-line="${pointed.line}"]`);
    if (row && list.current) reveal(list.current, row);
  }, [pointed]);

  // One stop for Tab; arrows go from one misread word to the next.
  const onKey = (e: KeyboardEvent) => {
    const step = e.key === "ArrowDown" || e.key === "ArrowRight" ? 1 : e.key === "ArrowUp" || e.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const buttons = [...list.current!.querySelectorAll<HTMLButtonElement>("button.misread-word")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = buttons[at + step];
    if (at < 0 || !next) return;
    e.preventDefault();
    next.focus();
    next.click();
  };

  return (
    <ol class="lines" ref={list} onKeyDown={onKey} aria-label={w.reader.lines} tabIndex={stop ? undefined : 0}>
      <li class="line-head" aria-hidden="true"><span>#</span><span>{w.reader.source}</span><span>{w.reader.wasRead}</span></li>
      {shown.length === 0 && <li class="note pad">{w.noRows}</li>}
      {shown.map((i) => {
        const line = page.lines[i]!;
        return (
          <li key={i} data-line={i} class={`${pointed.line === i ? "pointed" : ""} ${hovered.line === i ? "hovered" : ""}`}
            onMouseEnter={() => props.onHover({ line: i, word: -1 })} onMouseLeave={() => props.onHover(nowhere)} onClick={() => props.onPoint({ line: i, word: -1 })}>
            <span class="line-number">{i + 1}</span>
            <LineText line={line} compared={compared[i]!} index={i} stop={stop} pointed={pointed} onPoint={props.onPoint} onHover={props.onHover} />
          </li>
        );
      })}
    </ol>
  );
}

function LineText(props: { line: LineView; compared: ComparedLine; index: number; stop: Pointed | undefined; pointed: Pointed; onPoint(p: Pointed): void; onHover(p: Pointed): void }) {
  const { line, compared, index } = props;
  const w = words.value;
  if (!compared.isMisread) {
    return (
      <>
        <span dir="auto" class="line-text">{line.text}</span>
        <span class="note">{line.read == null ? w.reader.notSampled : w.reader.same}</span>
      </>
    );
  }
  const parts = runs(line, compared);
  const isPointed = (run: Run) => props.pointed.line === index && props.pointed.word === run.word;
  const events = (run: Run) => ({
    onClick: (e: Event) => { e.stopPropagation(); props.onPoint({ line: index, word: run.word }); },
    onMouseEnter: () => props.onHover({ line: index, word: run.word }),
    onMouseLeave: () => props.onHover(nowhere),
  });
  return (
    <>
      <span dir="auto" class="line-text">
        {parts.map((run, k) => run.word < 0 ? <Side key={k} pieces={run.pieces} side="truth" /> : (
          <button key={k} type="button" class={`misread-word ${isPointed(run) ? "pointed" : ""}`} aria-pressed={isPointed(run)}
            tabIndex={props.stop?.line === index && props.stop.word === run.word ? 0 : -1}
            aria-label={w.reader.misreadAs(said(run, "added"), said(run, "missing"))} {...events(run)}>
            <Side pieces={run.pieces} side="truth" />
          </button>
        ))}
      </span>
      <span dir="auto" class="line-text read">
        {parts.map((run, k) => (
          <span key={k} class={run.word >= 0 ? `misread-part ${isPointed(run) ? "pointed" : ""}` : ""} {...(run.word >= 0 ? events(run) : {})}><Side pieces={run.pieces} side="read" /></span>
        ))}
        {line.outcome && <Badge>{line.outcome}</Badge>}
      </span>
    </>
  );
}

const said = (run: Run, without: "added" | "missing") => run.pieces.filter((p) => p.kind !== without).map((p) => p.text).join("");

/** Scrolls within a pane only: the page itself stays where the reader's eyes are. */
function reveal(pane: HTMLElement, inner: HTMLElement): void {
  const outer = pane.getBoundingClientRect();
  const box = inner.getBoundingClientRect();
  const behavior = prefersStillness.matches ? "auto" : "smooth";
  if (box.top < outer.top || box.bottom > outer.bottom || box.left < outer.left || box.right > outer.right) {
    pane.scrollBy({ top: box.top - outer.top - pane.clientHeight / 2, left: box.left < outer.left || box.right > outer.right ? box.left - outer.left - 40 : 0, behavior });
  }
}
