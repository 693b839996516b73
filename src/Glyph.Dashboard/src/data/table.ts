import { coded, rowOf } from "./columns";
import type { ConfigValue, TrialColumns } from "./document";
import { frontOf, hypervolumes, type Points } from "./front";

/** Which accuracy is looked at: what the search measured, or what fresh samples confirmed where there is such. */
export type Belief = "searched" | "confirmed";

/** A search's trials with what every view needs of them, derived once for each state of the columns. */
export class Table implements Points {
  readonly count: number;
  readonly compression: Float64Array;
  readonly accuracy: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  private readonly fronts = new Map<number, number[]>();
  private volumes: Float64Array | null = null;
  private keys: string[] | null = null;

  constructor(readonly trials: TrialColumns, readonly belief: Belief) {
    const n = (this.count = trials.number.length);
    this.compression = Float64Array.from(trials.compression, (v) => v ?? NaN);
    this.accuracy = new Float64Array(n);
    this.low = new Float64Array(n);
    this.high = new Float64Array(n);
    for (let row = 0; row < n; row++) {
      const isComplete = coded(trials.status, row) === "complete";
      const isFresh = belief === "confirmed" && trials.confirmed[row] != null;
      this.accuracy[row] = (isComplete ? (isFresh ? trials.confirmed[row] : trials.accuracy[row]) : null) ?? NaN;
      this.low[row] = (isFresh ? trials.confirmedLow[row] : trials.accuracyLow[row]) ?? NaN;
      this.high[row] = (isFresh ? trials.confirmedHigh[row] : trials.accuracyHigh[row]) ?? NaN;
    }
  }

  /** The front of the first `count` rows, by rising compression. */
  front(count = this.count): number[] {
    let found = this.fronts.get(count);
    if (!found) {
      found = frontOf(this, count);
      if (this.fronts.size > 64) this.fronts.clear();
      this.fronts.set(count, found);
    }
    return found;
  }

  /** The hypervolume after each row. */
  get hypervolume(): Float64Array {
    return (this.volumes ??= hypervolumes(this));
  }

  row(number: number | null | undefined): number {
    return number == null ? -1 : rowOf(this.trials, number);
  }

  /** How many rows belong to trials up to a number. */
  upTo(number: number): number {
    const numbers = this.trials.number;
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle]! <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  config(row: number): Record<string, ConfigValue> {
    const config: Record<string, ConfigValue> = {};
    for (const [key, column] of Object.entries(this.trials.config)) {
      const value = coded(column, row);
      if (value !== null) config[key] = value;
    }
    return config;
  }

  /** The keys of config that differ between trials, in the order of the document. */
  get varying(): string[] {
    return (this.keys ??= Object.keys(this.trials.config).filter((key) => {
      const { index } = this.trials.config[key]!;
      return index.some((i) => i !== index[0]);
    }));
  }
}
