import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../state/settings";
import { Lazy } from "../ui/Lazy";
import { fontFamily, textSize } from "./parts";
import { start, type Engine, type Option } from "./engine";

export interface ChartTable {
  head: string[];
  rows: string[][];
}

interface Props {
  /** What the chart shows, for those who do not see it. */
  label: string;
  option: Option;
  class?: string;
  /** In sizes of its text. */
  minWidth?: number;
  /** What the chart is of; when it changes, everything is drawn anew instead of only the series. */
  identity?: string;
  onReady?(engine: Engine, element: HTMLElement): (() => void) | void;
  onDrawn?(engine: Engine): void;
  onClick?(series: string, index: number): void;
  /** The same as a table, made when somebody asks for it. */
  table?(): ChartTable;
}

/** A chart on a canvas, as large as its box, with a table of the same figures. */
export function Chart(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const engine = useRef<Engine | null>(null);
  const drawn = useRef<string | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;

  useLayoutEffect(() => {
    const element = box.current!;
    const made = (engine.current = start(element));
    made.on("click", (event) => latest.current.onClick?.(String(event.seriesId ?? ""), event.dataIndex));
    const stop = props.onReady?.(made, element);
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      stop?.();
      made.dispose();
      engine.current = null;
    };
  }, []);

  useEffect(() => {
    const made = engine.current!;
    const identity = props.identity ?? "";
    made.setOption({ animation: false, textStyle: { fontFamily: fontFamily() }, ...props.option }, drawn.current === identity ? { replaceMerge: ["series"] } : { notMerge: true });
    drawn.current = identity;
    props.onDrawn?.(made);
  }, [props.option, props.identity]);

  return (
    <figure class="chart-figure">
      <div class={`chart ${props.class ?? ""}`} ref={box} style={{ minWidth: props.minWidth ? `${props.minWidth * textSize()}px` : undefined }} role="img" aria-label={props.label} />
      {props.table && <TableOf make={props.table} label={props.label} />}
    </figure>
  );
}

/** So many rows are enough to read; the trials' own table has all. */
const maxRows = 500;

function TableOf(props: { make(): ChartTable; label: string }) {
  const w = words.value;
  return (
    <Lazy summary={w.asTable}>
      {() => {
        const { head, rows } = props.make();
        return (
          <div class="table-scroll small" tabIndex={0} role="region" aria-label={props.label}>
            <table class="plain-table">
              <thead><tr>{head.map((text, i) => <th key={i} scope="col">{text}</th>)}</tr></thead>
              <tbody>{rows.slice(0, maxRows).map((row, i) => <tr key={i}>{row.map((text, j) => <td key={j}>{text}</td>)}</tr>)}</tbody>
            </table>
            {rows.length > maxRows && <p class="note pad">{w.rowsOf(maxRows, rows.length)}</p>}
          </div>
        );
      }}
    </Lazy>
  );
}
