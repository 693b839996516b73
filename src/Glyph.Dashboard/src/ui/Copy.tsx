import { useState } from "preact/hooks";
import { words } from "../state/settings";

/** A command line with a button that copies it. */
export function Command(props: { text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
    } catch {
      return; // Not allowed here: the text can be selected and copied by hand.
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div class="command">
      <code tabIndex={0}>{props.text}</code>
      <button type="button" onClick={copy}>{isCopied ? words.value.copied : words.value.copy}</button>
    </div>
  );
}
