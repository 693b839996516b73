import type { Overlay } from "../charts/front";
import { href } from "../state/route";
import { words } from "../state/settings";
import { Panel } from "../ui/basic";
import { decimal, percent, times } from "../ui/format";

const levels = [0.95, 0.98, 0.99];

/** Several searches by their hypervolume and the best compression at some accuracies. */
export function ComparePanel(props: { searches: Overlay[] }) {
  const w = words.value;
  return (
    <Panel title={w.compare}>
      <div class="table-scroll small" tabIndex={0} role="region" aria-label={w.compare}>
        <table class="plain-table">
          <thead>
            <tr><th scope="col">{w.search}</th><th scope="col">{w.hypervolume}</th>{levels.map((level) => <th key={level} scope="col">≥ {level * 100} %</th>)}</tr>
          </thead>
          <tbody>
            {props.searches.map(({ id, table }) => (
              <tr key={id}>
                <th scope="row"><a href={href(["s", id, "front"])}>{id}</a></th>
                <td>{decimal(table.hypervolume[table.count - 1] ?? 0)}</td>
                {levels.map((level) => {
                  const row = table.front().findLast((r) => table.accuracy[r]! >= level);
                  return <td key={level}>{row === undefined ? "–" : `${times(table.compression[row])} (${percent(table.accuracy[row])})`}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
