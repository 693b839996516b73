import "./page";
import { describe, expect, it, vi } from "vitest";
import type { ReportDocument, SearchInfo } from "../src/data/document";
import type { EventHandlers, Source } from "../src/source/source";
import { App } from "../src/state/app";
import { columns } from "./make";

/** An app that looks at the search a and compares it with b; and what hears its events, by search. */
async function open() {
  const heard = new Map<string | null, EventHandlers>();
  const info = (id: string) => ({ id, state: "running" }) as SearchInfo;
  const source = {
    live: {
      listen: (search: string | null, _: number | undefined, handlers: EventHandlers) => {
        heard.set(search, handlers);
        return () => heard.delete(search);
      },
    },
    searches: async () => ({ searches: [info("a"), info("b")] }),
    report: async (id: string) => ({ search: info(id), trials: columns([]), generations: [], journal: [] }) as unknown as ReportDocument,
  } as unknown as Source;
  const app = new App(source);
  await app.start();
  await vi.waitFor(() => expect(app.models.value.size).toBe(2));
  return { app, heard };
}

describe("a search that somebody removed", () => {
  it("is gone, and its place says so", async () => {
    const { app, heard } = await open();
    expect([...app.models.value.keys()]).toEqual(["a", "b"]);

    // Both streams tell it.
    const [all, own] = [heard.get(null)!, heard.get("a")!];
    all.removed("a");
    own.removed("a");
    expect(app.searches.value!.map((s) => s.id)).toEqual(["b"]);
    expect([...app.models.value.keys()]).toEqual(["b"]);
    expect(app.failures.value.get("a")).toBe("This search was removed.");
    expect(heard.has("a")).toBe(false);
    expect(app.notices.value).toEqual([]);
  });

  it("is told of where it was compared", async () => {
    const { app, heard } = await open();
    heard.get(null)!.removed("b");
    expect([...app.models.value.keys()]).toEqual(["a"]);
    expect(app.notices.value.map((n) => n.search)).toEqual(["b"]);
    app.dismiss(app.notices.value[0]!.id);
  });
});
