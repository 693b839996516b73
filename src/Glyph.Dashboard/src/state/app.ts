import { computed, effect, signal } from "@preact/signals";
import type { SearchInfo } from "../data/document";
import { SourceError, type EventHandlers, type Source } from "../source/source";
import { SearchModel } from "./model";
import { route } from "./route";
import { words } from "./settings";

/** Something that happened, shown for a while. */
export interface Notice {
  id: number;
  search: string | null;
  message: string;
  isError: boolean;
}

/** Milliseconds from a change of a search that is only compared to what is shown of it. */
const followEvery = 10_000;

/** The state of the page, and what it does with its source. */
export class App {
  readonly searches = signal<SearchInfo[] | null>(null);
  readonly models = signal<ReadonlyMap<string, SearchModel>>(new Map());
  readonly failures = signal<ReadonlyMap<string, string>>(new Map());
  readonly notices = signal<Notice[]>([]);
  /** Why there is no list of searches; null where there is none to tell. */
  readonly failure = signal<string | null>(null);
  readonly needsKey = signal(false);
  /** Null before the first stream is opened, and always in an exported report. */
  readonly isConnected = signal<boolean | null>(null);
  private readonly loading = new Set<string>();
  private readonly listening = new Map<string | null, () => void>();
  private readonly following = new Set<string>();
  private noticeId = 0;

  /** The search of the address, or null on the list of searches. */
  readonly current = computed(() => (route.value.path[0] === "s" ? (route.value.path[1] ?? null) : null));
  readonly model = computed(() => (this.current.value === null ? null : (this.models.value.get(this.current.value) ?? null)));
  /** The ids of the searches that the current one is compared with. */
  readonly compared = computed(() => (route.value.query.get("compare") ?? "").split(",").filter((id) => id && id !== this.current.value));

  constructor(readonly source: Source) {
    effect(() => {
      const wanted = [this.current.value, ...this.compared.value].filter((id) => id !== null);
      this.forget(wanted, this.current.value);
      for (const id of wanted) void this.load(id);
    });
    effect(() => {
      const belief = route.value.query.get("acc") === "confirmed" ? "confirmed" : "searched";
      for (const model of this.models.value.values()) model.belief.value = belief;
    });
  }

  async start(): Promise<void> {
    this.failure.value = null;
    try {
      const { searches, lastEvent } = await this.source.searches();
      this.searches.value = searches;
      if (this.source.live) this.listen(null, lastEvent);
    } catch (e) {
      if (!this.isKeyAsked(e)) this.failure.value = messageOf(e);
    }
  }

  /** Tries again what failed. */
  retry(id: string): void {
    const failures = new Map(this.failures.peek());
    failures.delete(id);
    this.failures.value = failures;
    void this.load(id);
  }

  /** Loads a search once; a failure stays until it is tried again. */
  private async load(id: string): Promise<void> {
    if (this.loading.has(id)) return;
    this.loading.add(id);
    try {
      await this.fetchReport(id);
    } catch (e) {
      this.loading.delete(id);
      if (this.isKeyAsked(e)) return;
      this.failures.value = new Map(this.failures.value).set(id, messageOf(e));
    }
  }

  private async fetchReport(id: string): Promise<void> {
    const document = await this.source.report(id);
    const known = this.models.peek().get(id);
    if (known) {
      known.replace(document);
      return;
    }
    const model = new SearchModel(document);
    model.belief.value = route.peek().query.get("acc") === "confirmed" ? "confirmed" : "searched";
    this.models.value = new Map(this.models.peek()).set(id, model);
    // One stream for the search that is looked at. Those that it is compared with are fetched again as they go on: a
    // browser has few connections to a host.
    if (this.source.live && id === this.current.peek()) this.listen(id, document.lastEvent);
  }

  /** Fetches a search again: its analysis, its mark and what is recommended are in no event. */
  async refresh(id: string): Promise<void> {
    await this.attempt(() => this.fetchReport(id));
  }

  /** Stops to hear what is not looked at any more; it is forgotten, so that it is loaded as it is then when somebody comes back. */
  private forget(wanted: string[], current: string | null): void {
    if (!this.source.live) return;
    const models = new Map(this.models.peek());
    for (const id of models.keys()) {
      const isHeard = this.listening.has(id);
      if (wanted.includes(id) && isHeard === (id === current)) continue;
      this.listening.get(id)?.();
      this.listening.delete(id);
      this.loading.delete(id);
      models.delete(id);
    }
    if (models.size !== this.models.peek().size) this.models.value = models;
  }

  private listen(id: string | null, after: number | undefined): void {
    if (this.listening.has(id)) return;
    const model = () => (id === null ? null : (this.models.peek().get(id) ?? null));
    const handlers: EventHandlers = {
      search: (info) => this.hearSearch(info, model()),
      trial: (search, trials) => model()?.handlers.trial(search, trials),
      generation: (search, generation) => model()?.handlers.generation(search, generation),
      confirmed: (...event) => model()?.handlers.confirmed(...event),
      journal: (search, entry) => model()?.handlers.journal(search, entry),
      // Notices come with the stream of all searches; that of one search would tell them twice.
      notice: (search, message) => id === null && this.notify(message, false, search),
      removed: (search) => this.hearRemoved(search),
      connection: (isOpen) => (this.isConnected.value = isOpen),
    };
    this.listening.set(id, this.source.live!.listen(id, after, handlers));
  }

  private hearSearch(info: SearchInfo, model: SearchModel | null): void {
    const known = this.searches.peek() ?? [];
    const at = known.findIndex((s) => s.id === info.id);
    this.searches.value = at < 0 ? [info, ...known] : known.map((s, i) => (i === at ? info : s));
    if (!model) {
      this.follow(info.id);
      return;
    }
    const hasEnded = model.info.peek().state !== info.state && info.state !== "running";
    model.handlers.search(info);
    if (hasEnded) void this.refresh(info.id);
  }

  /** Takes out a search that somebody removed; where it is open, its place says so. */
  private hearRemoved(id: string): void {
    this.searches.value = this.searches.peek()?.filter((s) => s.id !== id) ?? null;
    const models = new Map(this.models.peek());
    // Two streams may tell it; the first does it all.
    if (!models.delete(id)) return;
    this.listening.get(id)?.();
    this.listening.delete(id);
    this.loading.delete(id);
    this.failures.value = new Map(this.failures.peek()).set(id, words.peek().removed);
    this.models.value = models;
    if (id !== this.current.peek()) this.notify(words.peek().removed, false, id);
  }

  /** Fetches a search that is compared again, some time after it went on. */
  private follow(id: string): void {
    if (!this.compared.peek().includes(id) || this.following.has(id)) return;
    this.following.add(id);
    setTimeout(() => {
      this.following.delete(id);
      if (this.compared.peek().includes(id)) void this.refresh(id);
    }, followEvery);
  }

  notify(message: string, isError: boolean, search: string | null = null): void {
    const id = ++this.noticeId;
    this.notices.value = [...this.notices.peek().slice(-4), { id, search, message, isError }];
    setTimeout(() => this.dismiss(id), isError ? 20_000 : 8000);
  }

  dismiss(id: number): void {
    this.notices.value = this.notices.peek().filter((n) => n.id !== id);
  }

  /** Does something with the source; what goes wrong is told. */
  async attempt(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (e) {
      if (!this.isKeyAsked(e)) this.notify(messageOf(e), true);
      return false;
    }
  }

  private isKeyAsked(e: unknown): boolean {
    if (!(e instanceof SourceError) || e.status !== 401) return false;
    this.needsKey.value = true;
    return true;
  }

  /** Opens a session and goes on where a key was asked for; tells what was wrong with the key, or null. */
  async open(key: string): Promise<string | null> {
    try {
      await this.source.live!.open(key);
    } catch (e) {
      return e instanceof SourceError && e.status === 401 ? words.peek().key.wrong : messageOf(e);
    }
    this.needsKey.value = false;
    await this.start();
    for (const id of [this.current.peek(), ...this.compared.peek()]) if (id !== null) void this.load(id);
    return null;
  }
}

export function messageOf(e: unknown): string {
  if (e instanceof SourceError) return e.detail ? `${e.message}: ${e.detail}` : e.message;
  return e instanceof Error ? e.message : String(e);
}
