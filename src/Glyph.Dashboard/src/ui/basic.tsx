import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { words } from "../state/settings";

export function Panel(props: { title: ComponentChildren; class?: string; actions?: ComponentChildren; children: ComponentChildren; note?: ComponentChildren }) {
  const id = useId();
  return (
    <section class={`panel ${props.class ?? ""}`} aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.actions && <div class="actions">{props.actions}</div>}
      </header>
      {props.note && <p class="note">{props.note}</p>}
      {props.children}
    </section>
  );
}

/** One of a few, as a row of radio buttons. */
export function Choice<T extends string>(props: { label: string; value: T; options: readonly (readonly [T, string])[]; onChange(value: T): void }) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{props.label}</legend>
      <div class="choice-options">
        {props.options.map(([value, text]) => (
          <label key={value} class={value === props.value ? "chosen" : ""}>
            <input type="radio" name={name} checked={value === props.value} onChange={() => props.onChange(value)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Check(props: { label: string; checked: boolean; onChange(checked: boolean): void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={props.checked} onChange={(e) => props.onChange(e.currentTarget.checked)} />
      <span>{props.label}</span>
    </label>
  );
}

export function Pick(props: { label: string; value: string; options: readonly (readonly [string, string])[]; onChange(value: string): void }) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select value={props.value} onChange={(e) => props.onChange(e.currentTarget.value)}>
        {props.options.map(([value, text]) => (
          <option key={value} value={value}>{text}</option>
        ))}
      </select>
    </label>
  );
}

/** A number that is typed, and told when it is done: what is being typed outlives news that draw the field again. */
export function NumberField(props: { value: number | string; step: number | "any"; min?: number; max?: number; label?: string; placeholder?: string; onChange(text: string): void }) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input type="number" step={props.step} min={props.min} max={props.max} aria-label={props.label} placeholder={props.placeholder} value={draft ?? props.value}
      onInput={(e) => setDraft(e.currentTarget.value)}
      onChange={(e) => { setDraft(null); props.onChange(e.currentTarget.value); }}
      onBlur={() => setDraft(null)} />
  );
}

export function Stat(props: { label: string; value: ComponentChildren; detail?: ComponentChildren }) {
  return (
    <div class="stat">
      <dt>{props.label}</dt>
      <dd>
        <span class="stat-value">{props.value}</span>
        {props.detail && <span class="stat-detail">{props.detail}</span>}
      </dd>
    </div>
  );
}

export function Badge(props: { kind?: "good" | "warn" | "bad" | "info" | undefined; children: ComponentChildren; title?: string }) {
  return <span class={`badge ${props.kind ?? ""}`} title={props.title}>{props.children}</span>;
}

export function Bar(props: { share: number; label: string; class?: string }) {
  const share = Math.min(1, Math.max(0, props.share || 0));
  return (
    <span class={`bar ${props.class ?? ""}`} role="img" aria-label={props.label}>
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}

/** What went wrong, and a way to try again. */
export function Failure(props: { message: string; onRetry(): void }) {
  return (
    <div class="error failure" role="alert">
      <p>{props.message}</p>
      <button type="button" onClick={props.onRetry}>{words.value.retry}</button>
    </div>
  );
}

/** A key and its value, many times. */
export function Facts(props: { items: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {props.items.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Offers text as a file: the page makes it, no server is asked. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
