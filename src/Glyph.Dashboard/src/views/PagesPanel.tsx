import { useEffect, useState } from "preact/hooks";
import type { TrialPages } from "../data/document";
import { messageOf } from "../state/app";
import { route, set } from "../state/route";
import { words } from "../state/settings";
import { Panel } from "../ui/basic";
import { useApp } from "../ui/context";
import { PageReader } from "./PageReader";

/** So many pages are asked for at a time: a live daemon renders and reads them when asked. */
const batch = 4;

/** More than this a daemon does not give at once. */
const most = 64;

/** The pages of a trial, one at a time. */
export function PagesPanel(props: { search: string; trial: number }) {
  const app = useApp();
  const w = words.value;
  const [loaded, setLoaded] = useState<TrialPages | null | undefined>(undefined);
  const [error, setError] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(false);

  const load = async (known: TrialPages | null, count: number, isCurrent: () => boolean) => {
    setLoading(true);
    setError(null);
    try {
      const more = await app.source.pages(props.search, props.trial, known?.pages.length ?? 0, count);
      if (isCurrent()) setLoaded(known && more ? { ...more, pages: [...known.pages, ...more.pages] } : more);
    } catch (e) {
      if (isCurrent()) setError(messageOf(e));
    }
    if (isCurrent()) setLoading(false);
  };

  useEffect(() => {
    let isCurrent = true;
    setLoaded(undefined);
    // The page of the address may be one that was asked for later.
    const page = Math.floor(Number(route.peek().query.get("page"))) || 1;
    void load(null, Math.min(most, Math.max(batch, page)), () => isCurrent);
    return () => { isCurrent = false; };
  }, [props.search, props.trial]);

  const pages = loaded?.pages ?? [];
  const at = Math.min(Math.max(0, Number(route.value.query.get("page") ?? 1) - 1), Math.max(0, pages.length - 1));
  const page = pages[at];
  const canLoad = loaded != null && pages.length > 0 && pages.length < loaded.total && (app.source.live !== null);
  return (
    <Panel title={w.reader.title} note={loaded?.note}>
      {error && <p class="error" role="alert">{error}</p>}
      {isLoading && pages.length === 0 && <p class="note pad" role="status">{w.reader.rendering}</p>}
      {!isLoading && !error && pages.length === 0 && <p class="note pad">{w.reader.noPages}</p>}
      {page && (
        <>
          <div class="pager" role="group" aria-label={w.pages}>
            {pages.map((p, i) => (
              <button key={i} type="button" aria-pressed={i === at} onClick={() => set("page", i === 0 ? null : String(i + 1))}>
                <span dir="auto">{p.item}</span> · {p.page}
              </button>
            ))}
            <span class="note">{w.reader.someOf(pages.length, loaded!.total)}</span>
            {canLoad && <button type="button" disabled={isLoading} onClick={() => load(loaded!, batch, () => true)}>{isLoading ? w.loading : w.reader.more}</button>}
          </div>
          <PageReader page={page} />
        </>
      )}
    </Panel>
  );
}
