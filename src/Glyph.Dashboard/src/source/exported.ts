import type { Report } from "../data/document";
import { SourceError, type Source } from "./source";

/** The report that the page carries, gzipped and as base64. */
export async function readReport(element: HTMLElement): Promise<Report> {
  const text = atob(element.textContent!.trim());
  // A loop: some millions of calls of a function take a second.
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as Report;
}

/** Documents out of the page itself: nothing is asked of any server. */
export function exported(report: Report): Source {
  const find = (id: string) => {
    const found = report.searches.find((s) => s.search.id === id);
    if (!found) throw new SourceError(id, 404);
    return found;
  };
  return {
    live: null,
    searches: async () => ({ searches: report.searches.map((s) => s.search) }),
    report: async (id) => find(id),
    detail: async (id, trial) => find(id).details?.find((d) => d.trial === trial) ?? null,
    pages: async (id, trial, from, count) => {
      const found = find(id).pages?.find((p) => p.trial === trial);
      return found ? { ...found, pages: found.pages.slice(from, from + count) } : null;
    },
    image: (address) => (address.startsWith("data:image/") ? address : null),
  };
}
