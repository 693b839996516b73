import { render } from "preact";
import { exported, readReport } from "./source/exported";
import { live } from "./source/live";
import type { Source } from "./source/source";
import { App, messageOf } from "./state/app";
import { href, start as begin } from "./state/route";
import { words } from "./state/settings";
import { AppContext } from "./ui/context";
import { Shell } from "./views/Shell";
import "./style/base.css";
import "./style/frame.css";
import "./style/parts.css";
import "./style/tables.css";
import "./style/trial.css";

async function start(): Promise<void> {
  const carried = document.getElementById("report");
  let source: Source;
  if (carried) {
    const report = await readReport(carried);
    // Decoded, it is not needed as text any more.
    carried.remove();
    source = exported(report);
    if (report.searches.length === 1 && location.hash === "") {
      begin(href(["s", report.searches[0]!.search.id, "front"]));
    }
  } else {
    source = live();
  }
  const app = new App(source);
  void app.start();
  render(<AppContext.Provider value={app}><Shell /></AppContext.Provider>, document.getElementById("app")!);
}

start().catch((e: unknown) => {
  document.getElementById("app")!.textContent = `${words.peek().broken} ${messageOf(e)}`;
});
