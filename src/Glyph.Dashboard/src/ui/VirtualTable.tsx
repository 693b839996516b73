import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

export interface Column {
  key: string;
  title: string;
  /** Width in rem. */
  width: number;
  isText?: boolean;
  /** What the column is sorted by. */
  value(row: number): number | string | null;
  show(row: number): ComponentChildren;
}

interface Props {
  label: string;
  columns: Column[];
  rows: number[];
  /** A column's key, with "-" before it where it falls. */
  sort: string;
  onSort(sort: string): void;
  onOpen(row: number): void;
  rowClass?(row: number): string;
  empty: string;
}

/** Rows beyond those seen that are drawn above and below. */
const margin = 8;

function sorted(rows: number[], columns: Column[], sort: string): number[] {
  const isFalling = sort.startsWith("-");
  const column = columns.find((c) => c.key === sort.replace(/^-/, ""));
  if (!column) return rows;
  const values = new Map(rows.map((row) => [row, column.value(row)]));
  const sign = isFalling ? -1 : 1;
  return rows.slice().sort((a, b) => {
    const x = values.get(a)!;
    const y = values.get(b)!;
    const isNoX = x === null || Number.isNaN(x);
    const isNoY = y === null || Number.isNaN(y);
    // What has no value comes last, whichever way the rest is sorted.
    if (isNoX || isNoY) return Number(isNoX) - Number(isNoY) || a - b;
    return (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en", { numeric: true })) * sign || a - b;
  });
}

/** A table that draws only the rows that are seen, so that it may have as many as there are. Arrows move, Enter opens. */
export function VirtualTable(props: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 400, rowHeight: 30 });
  const [active, setActive] = useState(0);
  const focusNext = useRef(false);
  const rows = useMemo(() => sorted(props.rows, props.columns, props.sort), [props.rows, props.columns, props.sort]);
  const at = Math.min(active, Math.max(0, rows.length - 1));

  useLayoutEffect(() => {
    const element = scroller.current!;
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      setView({ top: element.scrollTop, height: element.clientHeight, rowHeight: Math.round(rem * 2) });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, []);

  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    scroller.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus({ preventScroll: true });
  });

  const first = Math.max(0, Math.floor(view.top / view.rowHeight) - margin);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / view.rowHeight) + margin);
  const shown = rows.slice(first, last);

  const move = (to: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, to));
    const element = scroller.current!;
    const head = element.querySelector("thead")!.clientHeight;
    const top = next * view.rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + view.rowHeight + head > element.scrollTop + element.clientHeight) element.scrollTop = top + view.rowHeight + head - element.clientHeight;
    focusNext.current = true;
    setActive(next);
    setView((v) => ({ ...v, top: element.scrollTop }));
  };

  const onKey = (e: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(view.height / view.rowHeight) - 2);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 };
    const to = steps[e.key];
    if (to !== undefined) {
      e.preventDefault();
      move(to);
    } else if (e.key === "Enter" || e.key === " ") {
      e.preventDefault();
      if (rows[at] !== undefined) props.onOpen(rows[at]);
    }
  };

  const width = props.columns.reduce((sum, c) => sum + c.width, 0);
  return (
    <div class="table-scroll" ref={scroller}>
      <table class="grid-table" role="grid" aria-label={props.label} aria-rowcount={rows.length + 1} style={{ minWidth: `${width}rem` }}>
        <colgroup>{props.columns.map((c) => <col key={c.key} style={{ width: `${c.width}rem` }} />)}</colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {props.columns.map((c) => {
              const direction = props.sort === c.key ? "ascending" : props.sort === `-${c.key}` ? "descending" : "none";
              return (
                <th key={c.key} scope="col" aria-sort={direction} class={c.isText ? "text" : ""}>
                  <button type="button" onClick={() => props.onSort(direction === "descending" || (direction === "none" && c.isText) ? c.key : `-${c.key}`)}>
                    {c.title}
                    <span aria-hidden="true" class="sort">{direction === "ascending" ? "▲" : direction === "descending" ? "▼" : ""}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody onKeyDown={onKey}>
          {first > 0 && <tr aria-hidden="true" class="spacer"><td colSpan={props.columns.length} style={{ height: `${first * view.rowHeight}px` }} /></tr>}
          {shown.map((row, i) => {
            const index = first + i;
            return (
              <tr
                key={row}
                aria-rowindex={index + 2}
                tabIndex={index === at ? 0 : -1}
                class={props.rowClass?.(row) ?? ""}
                style={{ height: `${view.rowHeight}px` }}
                onFocus={() => index !== at && setActive(index)}
                onClick={() => props.onOpen(row)}
              >
                {props.columns.map((c) => <td key={c.key} role="gridcell" class={c.isText ? "text" : ""}>{c.show(row)}</td>)}
              </tr>
            );
          })}
          {last < rows.length && <tr aria-hidden="true" class="spacer"><td colSpan={props.columns.length} style={{ height: `${(rows.length - last) * view.rowHeight}px` }} /></tr>}
        </tbody>
      </table>
      {rows.length === 0 && <p class="note pad">{props.empty}</p>}
    </div>
  );
}
