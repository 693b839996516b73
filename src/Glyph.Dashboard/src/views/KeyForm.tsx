import { useState } from "preact/hooks";
import { words } from "../state/settings";
import { useApp } from "../ui/context";

/** Asks for the daemon's key. It goes to the daemon only, which answers with a session; the page keeps it nowhere. */
export function KeyForm() {
  const app = useApp();
  const w = words.value;
  const [key, setKey] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (e: Event) => {
    e.preventDefault();
    setBusy(true);
    setError(await app.open(key));
    setBusy(false);
  };
  return (
    <form class="panel key-form" onSubmit={submit}>
      <h1>{w.key.title}</h1>
      <p class="note">{w.key.explanation}</p>
      <label class="field">
        <span>{w.key.label}</span>
        <input type="password" autocomplete="current-password" required value={key} onInput={(e) => setKey(e.currentTarget.value)} />
      </label>
      {error && <p class="error" role="alert">{error}</p>}
      <button type="submit" class="primary" disabled={isBusy || key === ""}>{w.key.open}</button>
    </form>
  );
}
