import type { GenerationInfo, JournalEntry, ReportDocument, SearchInfo, TrialColumns, TrialDetail, TrialPages } from "../data/document";

/** What the live API tells as it happens. */
export interface EventHandlers {
  search(info: SearchInfo): void;
  trial(search: string, trials: TrialColumns): void;
  generation(search: string, generation: GenerationInfo): void;
  confirmed(search: string, trial: number, confirmed: number, low: number, high: number): void;
  journal(search: string, entry: JournalEntry): void;
  notice(search: string | null, message: string): void;
  /** Somebody removed a search. */
  removed(search: string): void;
  connection(isOpen: boolean): void;
}

export interface ExportInfo {
  name: string;
  title: string;
  contentType: string;
}

export type Control = "pause" | "resume" | "cancel";

/** What can be done with a search while it runs; an exported report has no such thing. */
export interface LiveControls {
  control(search: string, action: Control): Promise<void>;
  prioritise(search: string, priority: number): Promise<void>;
  exports(search: string): Promise<ExportInfo[]>;
  exportUrl(search: string, name: string, trial: number | null): string;
  /** Opens a session with a key; rejects with a {@link SourceError} where the key is wrong. */
  open(key: string): Promise<void>;
  /** Hears events of one search, or of all (`search`, `notice` and `removed` only), after an event; returns how to stop. */
  listen(search: string | null, after: number | undefined, handlers: EventHandlers): () => void;
}

/** Where documents come from: a daemon, or the file that the page is. */
export interface Source {
  /** Null in an exported report. */
  readonly live: LiveControls | null;
  searches(): Promise<{ searches: SearchInfo[]; lastEvent?: number }>;
  report(search: string): Promise<ReportDocument>;
  /** Null where the source has no more of the trial than its columns. */
  detail(search: string, trial: number): Promise<TrialDetail | null>;
  pages(search: string, trial: number, from: number, count: number): Promise<TrialPages | null>;
  /** Where an image of {@link TrialPages} is; null where it is no address that may be shown. */
  image(address: string): string | null;
}

/** An error that a source tells in words that a person can read. */
export class SourceError extends Error {
  constructor(message: string, readonly status: number, readonly detail?: string) {
    super(message);
  }
}
