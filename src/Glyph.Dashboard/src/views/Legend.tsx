import type { Grouping } from "../data/grouping";
import { seriesColor, type Palette } from "../charts/palette";

/** What the colours mean, as text that can be read and pressed. */
export function Legend(props: { grouping: Grouping; palette: Palette; label: string; chosen: string[]; onToggle?: ((name: string) => void) | undefined }) {
  return (
    <ul class="legend" aria-label={props.label}>
      {props.grouping.names.map((name, i) => {
        const swatch = <span class="swatch" style={{ background: seriesColor(props.palette, i) }} aria-hidden="true" />;
        return (
          <li key={name}>
            {props.onToggle ? (
              <button type="button" class="legend-item" aria-pressed={props.chosen.includes(name)} onClick={() => props.onToggle!(name)}>{swatch}{name}</button>
            ) : (
              <span class="legend-item">{swatch}{name}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
