import type { SearchModel } from "../state/model";
import { words } from "../state/settings";
import { Bar, Panel } from "../ui/basic";
import { percent } from "../ui/format";

/** How much of accuracy and compression each parameter decided. */
export function ImportancePanel(props: { model: SearchModel }) {
  const w = words.value;
  props.model.version.value;
  const importance = props.model.document.analysis?.importance ?? [];
  const sorted = importance.slice().sort((a, b) => b.accuracy - a.accuracy);
  const cell = (name: string, share: number, kind: string) => (
    <td class="bar-cell"><Bar share={share} label={`${name}: ${percent(share, 1)}`} class={kind} /><span>{percent(share, 1)}</span></td>
  );
  return (
    <Panel title={w.parameters.importance} note={importance.length > 0 ? w.parameters.importanceNote : w.parameters.noImportance}>
      {importance.length > 0 && (
        <table class="plain-table importance">
          <thead><tr><th scope="col">{w.parameter}</th><th scope="col">{w.accuracy}</th><th scope="col">{w.compression}</th></tr></thead>
          <tbody>
            {sorted.map((i) => (
              <tr key={i.parameter}>
                <th scope="row">{i.parameter}</th>
                {cell(w.accuracy, i.accuracy, "first")}
                {cell(w.compression, i.compression, "second")}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
