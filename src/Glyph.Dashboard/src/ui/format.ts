import { language } from "../state/settings";

const formats = new Map<string, Intl.NumberFormat>();

function number(value: number, options: Intl.NumberFormatOptions): string {
  const key = language.value + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language.value === "zh" ? "zh-CN" : "en", options)));
  return format.format(value);
}

const nothing = "–";
const isNone = (value: number | null | undefined): value is null | undefined => value == null || Number.isNaN(value);

export const percent = (value: number | null | undefined, digits = 2) =>
  isNone(value) ? nothing : number(value, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits });

export const times = (value: number | null | undefined, digits = 2) =>
  isNone(value) || value === 0 ? nothing : `${number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })}×`;

export const whole = (value: number | null | undefined) => (isNone(value) ? nothing : number(value, { maximumFractionDigits: 0 }));

export const decimal = (value: number | null | undefined, digits = 3) => (isNone(value) ? nothing : number(value, { maximumFractionDigits: digits }));

export const interval = (low: number | null | undefined, high: number | null | undefined) =>
  isNone(low) || isNone(high) ? nothing : `${percent(low, 1)} – ${percent(high, 1)}`;

export function cost(value: number, currency: string | undefined): string {
  if (value === 0) return nothing;
  const digits = value < 1 ? 4 : 2;
  const isCode = currency !== undefined && /^[A-Z]{3}$/.test(currency);
  return isCode
    ? number(value, { style: "currency", currency, maximumFractionDigits: digits })
    : `${number(value, { maximumFractionDigits: digits })}${currency ? ` ${currency}` : ""}`;
}

/** A time in its two largest units, rounded to the smaller one. */
export function duration(seconds: number | null | undefined): string {
  if (isNone(seconds)) return nothing;
  const unit = (value: number, name: "hour" | "minute" | "second" | "day", digits = 0) =>
    number(value, { style: "unit", unit: name, unitDisplay: "narrow", maximumFractionDigits: digits });
  if (seconds < 10) return unit(seconds, "second", 2);
  // Rounded before it is split: 119.6 s are 2 minutes, not 1 minute and 60 s.
  const whole = Math.round(seconds);
  if (whole < 60) return unit(whole, "second");
  if (whole < 3600) return `${unit(Math.floor(whole / 60), "minute")} ${unit(whole % 60, "second")}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return `${unit(Math.floor(minutes / 60), "hour")} ${unit(minutes % 60, "minute")}`;
  const hours = Math.round(seconds / 3600);
  return `${unit(Math.floor(hours / 24), "day")} ${unit(hours % 24, "hour")}`;
}

export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(language.value === "zh" ? "zh-CN" : "en", { dateStyle: "medium", timeStyle: "short" }).format(date);
}
