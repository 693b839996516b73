import type { Engine } from "./engine";

export interface Rectangle {
  compression: [number, number];
  accuracy: [number, number];
}

/** A drag shorter than this is a click. */
const threshold = 5;

/**
 * Lets a rectangle be dragged on a chart's grid. Our own instead of ECharts' brush, which visits every point while the
 * rectangle grows; here the rows are found once, from the columns.
 */
export function attachBrush(engine: Engine, element: HTMLElement, onSelect: (rectangle: Rectangle) => void): () => void {
  const shade = document.createElement("div");
  shade.className = "brush";
  shade.hidden = true;
  element.append(shade);
  let start: [number, number] | null = null;

  const at = (event: PointerEvent): [number, number] => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const down = (event: PointerEvent) => {
    const point = at(event);
    // A finger scrolls the page; it has the fields beside the chart.
    if (event.button !== 0 || event.pointerType === "touch" || !engine.containPixel({ gridIndex: 0 }, point)) return;
    start = point;
  };
  const move = (event: PointerEvent) => {
    if (!start) return;
    const [x, y] = at(event);
    if (Math.abs(x - start[0]) + Math.abs(y - start[1]) < threshold && shade.hidden) return;
    if (shade.hidden) element.setPointerCapture(event.pointerId);
    shade.hidden = false;
    shade.style.left = `${Math.min(x, start[0])}px`;
    shade.style.top = `${Math.min(y, start[1])}px`;
    shade.style.width = `${Math.abs(x - start[0])}px`;
    shade.style.height = `${Math.abs(y - start[1])}px`;
  };
  const up = (event: PointerEvent) => {
    if (start && !shade.hidden) {
      const end = at(event);
      const [x1, y1] = engine.convertFromPixel({ gridIndex: 0 }, start) as [number, number];
      const [x2, y2] = engine.convertFromPixel({ gridIndex: 0 }, end) as [number, number];
      onSelect({ compression: [Math.min(x1, x2), Math.max(x1, x2)], accuracy: [Math.min(y1, y2), Math.max(y1, y2)] });
    }
    cancel();
  };
  const cancel = () => {
    start = null;
    shade.hidden = true;
  };

  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", cancel);
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", cancel);
    shade.remove();
  };
}
