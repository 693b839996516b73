/** What the dashboard shows of one search: the same document comes from the live API and stands in an exported report. */

/** A column of few distinct values: `values[index[row]]`; an index of -1 is null. */
export interface Coded<T> {
  values: T[];
  index: number[];
}

export type ConfigValue = string | number | boolean;

/** Trials column by column, in the order of their numbers; every column has one entry a trial. */
export interface TrialColumns {
  number: number[];
  generation: number[];
  /** complete, screened, infeasible, failed */
  status: Coded<string>;
  proposer: Coded<string>;
  operator: Coded<string>;
  /** Text tokens / vision tokens; null where layout failed. */
  compression: (number | null)[];
  allInclusiveCompression: (number | null)[];
  /** What the search measured, 0 to 1, with its 95 % interval and items; null where nothing was read. */
  accuracy: (number | null)[];
  accuracyLow: (number | null)[];
  accuracyHigh: (number | null)[];
  samples: (number | null)[];
  /** Accuracy on fresh samples, of trials that were read again. */
  confirmed: (number | null)[];
  confirmedLow: (number | null)[];
  confirmedHigh: (number | null)[];
  ids: number[];
  wrongIds: number[];
  pages: (number | null)[];
  visionTokens: (number | null)[];
  textTokens: (number | null)[];
  seconds: number[];
  configHash: string[];
  parents: number[][];
  /** The proposer's own words; -1 where there are none. */
  reason: Coded<string>;
  /** The id of the journal entry that the trial came from. */
  journal: Coded<string>;
  /** Which idea of that entry it was, from 0. */
  idea: (number | null)[];
  /** Why it failed, was screened or is infeasible. */
  error: Coded<string>;
  /** Accuracy after each rung: [mean, low, high, items] each. */
  rungs: [number, number, number, number][][];
  /** By key of the Glyph authors' config format, and Glyph's own: dpi, font-path, font-size, page-size, ... */
  config: Record<string, Coded<ConfigValue>>;
}

export interface Spend {
  requests: number;
  inputTokens: number;
  outputTokens: number;
  cost: number;
}

export interface SearchInfo {
  id: string;
  /** queued, running, paused, interrupted, finished, failed, cancelled */
  state: string;
  stopReason?: string;
  createdAt: string;
  space: string;
  corpus: string;
  searchItems: number;
  heldOutItems: number;
  target: string;
  tokenizer: string;
  reader: string;
  engine: string;
  seed: number;
  /** Budget of evaluations. */
  budget: number;
  evaluations: number;
  llms: string[];
  /** Seconds over all runs. */
  elapsed: number;
  /** Seconds to go at the pace so far; null when unknown or not running. */
  eta: number | null;
  hypervolume: number;
  /** Trials on the front. */
  front: number;
  /** Best compression at an accuracy of at least 0.95, 0.98, 0.99; 0 where none. */
  best: number[];
  spent: Spend;
  currency?: string;
  priority: number;
}

export interface Tally {
  proposer: string;
  places: number;
  proposed: number;
  evaluations: number;
  gained: number;
  dropped: Record<string, number>;
}

export interface GenerationInfo {
  number: number;
  evaluations: number;
  hypervolume: number;
  elapsed: number;
  front: number[];
  proposers: Tally[];
}

/** One parameter's share of what decided accuracy, or compression, 0 to 1. */
export interface Importance {
  parameter: string;
  accuracy: number;
  compression: number;
}

export interface Analysis {
  importance: Importance[];
  /** Hypervolume and best compression at 0.95, 0.98, 0.99 after each evaluation, as columns. */
  attainment: { evaluations: number[]; hypervolume: number[]; best: number[][] };
  /** Trial and the probability that it is on the true front, most probable first. */
  membership: { trial: number; probability: number }[];
  needs: { need: string; isMet: boolean; trial: number | null; accuracy: number | null; compression: number | null; why: string }[];
}

export interface JournalEntry {
  id: string;
  proposer: string;
  generation: number;
  model: string;
  prompt: string;
  answer?: string;
  error?: string;
  seconds: number;
  at: string;
  spent: Spend;
  ideas: { index: number; outcome: string; detail?: string }[];
}

/** A line on a page. Boxes are in pixels of the page image. */
export interface LineView {
  /** Where the line begins in the item's text, in UTF-16 units, and how many it shows. */
  start: number;
  length: number;
  text: string;
  box: [number, number, number, number];
  words: [text: string, left: number, right: number][];
  /** What was read there; absent where the line was not in the sample. */
  read?: string;
  score?: number;
  outcome?: string;
}

export interface PageView {
  item: string;
  /** From 1. */
  page: number;
  width: number;
  height: number;
  /** A URL of the live API, or a data: URL. The page as the model sees it. */
  image: string;
  thumbnail?: string;
  lines: LineView[];
  /** Of readers of whole pages: what the model said about this page, or answered. */
  answers?: { question?: string; truth: string; read: string; score: number; outcome: string }[];
}

export interface TrialPages {
  trial: number;
  /** How many pages the texts have in this config; only some are shown. */
  total: number;
  pages: PageView[];
  /** Why nothing was read again for this view, if so. */
  note?: string;
}

/** A misreading that the trial itself kept. */
export interface Misreading {
  item: string;
  truth: string;
  read: string;
  accuracy: number;
}

export interface TrialDetail {
  trial: number;
  /** The whole config in the Glyph authors' format. */
  config: Record<string, ConfigValue>;
  worst: Misreading[];
  confusions: { truth: string; read: string; count: number }[];
  outcomes: Record<string, number>;
}

export interface ReportDocument {
  format: "glyph-report";
  version: 1;
  /** The version of Glyph. */
  glyph: string;
  generatedAt: string;
  search: SearchInfo;
  /** The number of the published config's trial (the mark), and of the recommended one. */
  mark: number | null;
  recommended: number | null;
  trials: TrialColumns;
  generations: GenerationInfo[];
  /** Null where the search has too few trials. */
  analysis: Analysis | null;
  journal: JournalEntry[];
  /** Live only: the id of the newest event that the document holds; events after it are not in it. */
  lastEvent?: number;
  /** In an exported report only: details and pages of the trials of the front, the mark and the recommended one. */
  details?: TrialDetail[];
  pages?: TrialPages[];
  /** In an exported report only: the receipt of the export, as in receipt.json. */
  receipt?: Record<string, unknown>;
}

/** What an exported HTML file carries: one or several searches. */
export interface Report {
  searches: ReportDocument[];
}
