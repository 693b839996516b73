import type { ReportDocument, SearchInfo, TrialDetail, TrialPages } from "../data/document";
import { listen } from "./events";
import { SourceError, type ExportInfo, type Source } from "./source";

const base = "/api/v1";
const path = (...parts: (string | number)[]) => `${base}/${parts.map((p) => encodeURIComponent(p)).join("/")}`;

async function ask<T>(address: string, method = "GET", body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      // Every change is JSON, so that no form of another site can make one.
      headers: method === "GET" ? { accept: "application/json" } : { accept: "application/json", "content-type": "application/json" },
      ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
    });
  } catch (e) {
    throw new SourceError(String(e), 0);
  }
  if (!response.ok) throw await problem(response);
  return (response.status === 204 ? undefined : await response.json().catch(() => undefined)) as T;
}

/** The problem details of an answer, or what its status says. */
async function problem(response: Response): Promise<SourceError> {
  const details = (await response.json().catch(() => null)) as { title?: string; detail?: string } | null;
  return new SourceError(details?.title ?? `${response.status} ${response.statusText}`, response.status, details?.detail);
}

/** Documents of the daemon that serves the page. */
export function live(): Source {
  return {
    live: {
      control: (search, action) => ask(path("searches", search, action), "POST"),
      prioritise: (search, priority) => ask(path("searches", search), "PATCH", { priority }),
      exports: async (search) => (await ask<{ exports: ExportInfo[] }>(path("searches", search, "exports"))).exports,
      exportUrl: (search, name, trial) => path("searches", search, "exports", name) + (trial === null ? "" : `?trial=${trial}`),
      open: (key) => ask(path("session"), "POST", { key }),
      listen: (search, after, handlers) => listen(`${base}/events`, search, after, handlers),
    },
    searches: () => ask<{ searches: SearchInfo[]; lastEvent?: number }>(path("searches")),
    report: (search) => ask<ReportDocument>(path("searches", search, "report")),
    detail: (search, trial) => orNull(ask<TrialDetail>(path("searches", search, "trials", trial))),
    pages: (search, trial, from, count) => orNull(ask<TrialPages>(`${path("searches", search, "trials", trial, "pages")}?from=${from}&count=${count}`)),
    image: (address) => {
      if (address.startsWith("data:image/")) return address;
      const url = new URL(address, `${location.origin}${base}/`);
      return url.origin === location.origin ? url.href : null;
    },
  };
}

/** What is not there is null, not an error. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (e) {
    if (e instanceof SourceError && e.status === 404) return null;
    throw e;
  }
}
