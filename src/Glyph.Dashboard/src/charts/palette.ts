import type { Theme } from "../state/settings";

/** The colours of charts. Canvases know no style sheet, so that they stand here; the page's own are in style/. */
export interface Palette {
  text: string;
  muted: string;
  line: string;
  surface: string;
  faint: string;
  mark: string;
  select: string;
  series: string[];
  /** From low to high, for values. */
  ramp: string[];
}

// Each series colour has a contrast of at least 3 to the panel, and they differ in lightness for those who see few hues.
export const palettes: Record<Theme, Palette> = {
  light: {
    text: "#1b2129", muted: "#566070", line: "#dfe3e9", surface: "#ffffff", faint: "#9aa4b2", mark: "#1b2129", select: "rgba(36,99,210,.12)",
    series: ["#2463d2", "#c2570c", "#13805a", "#8545c9", "#c0344a", "#0b7d8e", "#77700a", "#b33a8b"],
    ramp: ["#5b2a86", "#3d5fa8", "#1f8a8c", "#3aa35a", "#b08a00"],
  },
  dark: {
    text: "#e6eaf0", muted: "#9ba6b5", line: "#2b323c", surface: "#171b21", faint: "#67717f", mark: "#f4f6f9", select: "rgba(122,167,255,.16)",
    series: ["#7aa7ff", "#ff9f5f", "#4fcf99", "#c79dff", "#ff808c", "#47c9d9", "#d3c94c", "#ff8fce"],
    ramp: ["#9a6bd0", "#6f93e0", "#43b9b9", "#73d187", "#ecd24b"],
  },
};

export const seriesColor = (palette: Palette, index: number) => palette.series[index] ?? palette.faint;

/** A colour of the ramp for a value between 0 and 1. */
export function ramped(palette: Palette, value: number): string {
  const steps = palette.ramp.length - 1;
  const at = Math.min(1, Math.max(0, value || 0)) * steps;
  const from = Math.min(steps - 1, Math.floor(at));
  const mix = (i: number) => {
    const channel = (color: string) => parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
    const [low, high] = [channel(palette.ramp[from]!), channel(palette.ramp[from + 1]!)];
    return Math.round(low + (high - low) * (at - from));
  };
  return `rgb(${mix(0)},${mix(1)},${mix(2)})`;
}
