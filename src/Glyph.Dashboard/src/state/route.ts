import { computed, signal } from "@preact/signals";

/** Where the page is, all of it in the URL's hash: `#/s/ID/front?color=font`. */
export interface Route {
  path: string[];
  query: URLSearchParams;
}

function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { path: path.split("/").filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A hash that somebody typed; it names nothing then.
  }
}

const current = signal(parse(location.hash));
addEventListener("hashchange", () => (current.value = parse(location.hash)));

/** Where the page is. */
export const route = computed(() => current.value);

/** What of the query stays when another view is opened: what is selected and how accuracy is believed. */
const isShared = (key: string) => key.startsWith("f.") || key === "acc" || key === "color" || key === "compare";

/** The address of a view, with what of the query views share where it is one of the same search. */
export function href(path: (string | number)[], query?: Record<string, string>, keep = false): string {
  const all = new URLSearchParams();
  if (keep) for (const [key, value] of current.value.query) if (isShared(key)) all.append(key, value);
  for (const [key, value] of Object.entries(query ?? {})) all.set(key, value);
  const text = all.toString();
  return `#/${path.map((p) => encodeURIComponent(p)).join("/")}${text ? `?${text}` : ""}`;
}

/** Writes the address without a step of the browser's history. */
function replace(hash: string): void {
  try {
    history.replaceState(null, "", hash);
  } catch {
    location.replace(hash); // Some browsers let a file change nothing but this.
  }
}

/** Goes to an address in the place of the one that is there. */
export function start(address: string): void {
  replace(address);
  current.value = parse(address);
}

export function go(address: string): void {
  location.hash = address;
}

let writing: ReturnType<typeof setTimeout> | undefined;

/** Changes the query of the view. The page follows at once; the address a little later, as browsers allow only so many changes. */
export function change(edit: (query: URLSearchParams) => void): void {
  const query = new URLSearchParams(current.value.query);
  edit(query);
  current.value = { path: current.value.path, query };
  clearTimeout(writing);
  const { path } = current.value;
  writing = setTimeout(() => {
    // Somebody may have gone elsewhere in the meantime.
    if (current.value.path !== path) return;
    const text = current.value.query.toString();
    replace(`#/${path.map((p) => encodeURIComponent(p)).join("/")}${text ? `?${text}` : ""}`);
  }, 120);
}

/** Sets one value of the query, or takes it out. */
export function set(key: string, value: string | null): void {
  change((query) => (value === null || value === "" ? query.delete(key) : query.set(key, value)));
}
