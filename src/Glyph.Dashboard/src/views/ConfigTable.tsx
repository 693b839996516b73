import type { ConfigValue } from "../data/document";
import { words } from "../state/settings";

/** A config key by key; what varies in the search comes first and is set off. With another config beside it, differences are marked. */
export function ConfigTable(props: { config: Record<string, ConfigValue>; varying?: string[]; other?: Record<string, ConfigValue>; heads?: [string, string] }) {
  const w = words.value;
  const { config, other } = props;
  const varying = new Set(props.varying);
  const all = [...new Set([...Object.keys(config), ...Object.keys(other ?? {})])];
  const keys = [...all.filter((key) => varying.has(key)), ...all.filter((key) => !varying.has(key))];
  return (
    <div class="table-scroll small config" tabIndex={0} role="region" aria-label={w.config}>
      <table class="plain-table">
        {other && <thead><tr><th scope="col">{w.parameter}</th><th scope="col">{props.heads?.[0]}</th><th scope="col">{props.heads?.[1]}</th></tr></thead>}
        <tbody>
          {keys.map((key) => {
            const isDifferent = other !== undefined && config[key] !== other[key];
            return (
              <tr key={key} class={`${varying.has(key) ? "" : "fixed"} ${isDifferent ? "different" : ""}`}>
                <th scope="row">{key}</th>
                <td><Value value={config[key]} isDifferent={isDifferent} /></td>
                {other && <td><Value value={other[key]} isDifferent={isDifferent} /></td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Value(props: { value: ConfigValue | undefined; isDifferent: boolean }) {
  const text = props.value === undefined ? "–" : String(props.value);
  const isColor = /^#[0-9a-f]{6}$/i.test(text);
  return (
    <>
      {isColor && <span class="swatch outlined" style={{ background: text }} aria-hidden="true" />} {props.isDifferent ? <mark>{text}</mark> : text}
    </>
  );
}
