import type { EventHandlers } from "./source";

/** A page that nobody sees gives its streams back after so long: a browser allows a host six connections over all its tabs. */
const patience = 20_000;

/**
 * Hears the events at an address. A stream that the browser gave up on, or that was closed while nobody looked, is opened again
 * after the last event that came. Returns how to stop.
 */
export function listen(address: string, search: string | null, after: number | undefined, handlers: EventHandlers): () => void {
  let stream: EventSource | null = null;
  let retries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = after;

  const open = () => {
    clearTimeout(timer);
    stream?.close();
    const query = new URLSearchParams();
    if (search !== null) query.set("search", search);
    if (last != null) query.set("after", String(last));
    const opened = (stream = new EventSource(`${address}?${query}`));
    const on = (kind: string, hear: (data: any) => void) =>
      opened.addEventListener(kind, (event) => {
        const message = event as MessageEvent<string>;
        const id = Number(message.lastEventId);
        if (message.lastEventId !== "" && Number.isFinite(id)) last = id;
        hear(JSON.parse(message.data));
      });
    on("search", (data) => handlers.search(data));
    on("trial", (data) => handlers.trial(data.search, data.trials));
    on("generation", (data) => handlers.generation(data.search, data.generation));
    on("confirmed", (data) => handlers.confirmed(data.search, data.trial, data.confirmed, data.low, data.high));
    on("journal", (data) => handlers.journal(data.search, data.entry));
    on("notice", (data) => handlers.notice(data.search ?? null, data.message));
    on("removed", (data) => handlers.removed(data.search));
    opened.onopen = () => {
      retries = 0;
      handlers.connection(true);
    };
    opened.onerror = () => {
      handlers.connection(false);
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, Math.min(30_000, 1000 * 2 ** retries++));
    };
  };

  const pause = () => {
    stream?.close();
    stream = null;
  };
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(pause, patience);
    else if (stream === null || stream.readyState === EventSource.CLOSED) open();
  };

  open();
  document.addEventListener("visibilitychange", look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
    stream?.close();
  };
}
