import { bestJson } from "../data/best";
import type { ConfigValue } from "../data/document";
import { words } from "../state/settings";
import { download } from "../ui/basic";
import { useApp } from "../ui/context";

/** The config of a trial as a file. A daemon gives what `glyph export` writes, which names the font that lies beside it; a report has no fonts, and a daemon exports complete trials only. */
export function BestFile(props: { search: string; trial: number; config: Record<string, ConfigValue>; isComplete: boolean }) {
  const { live } = useApp().source;
  const w = words.value;
  if (live && props.isComplete) {
    return (
      <>
        <a class="button primary" href={live.exportUrl(props.search, "config", props.trial)} download="best.json">{w.choose.download}</a>
        <a class="button" href={live.exportUrl(props.search, "font", props.trial)} download="">{w.choose.downloadFont}</a>
      </>
    );
  }
  return (
    <>
      <button type="button" class="primary" onClick={() => download("best.json", "application/json", bestJson(props.config))}>{w.choose.download}</button>
      <span class="note">{w.choose.setFont}</span>
    </>
  );
}
