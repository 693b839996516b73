import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** Something that opens, and is made only then. */
export function Lazy(props: { summary: ComponentChildren; class?: string; isOpen?: boolean; children(): ComponentChildren }) {
  const [isOpen, setOpen] = useState(props.isOpen ?? false);
  return (
    <details class={`lazy ${props.class ?? ""}`} open={isOpen} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{props.summary}</summary>
      {isOpen && props.children()}
    </details>
  );
}
