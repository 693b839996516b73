import { computed, signal } from "@preact/signals";
import { coded, merge, rowOf } from "../data/columns";
import type { ReportDocument, SearchInfo, TrialColumns } from "../data/document";
import { Table, type Belief } from "../data/table";
import type { EventHandlers } from "../source/source";

/** From so many trials on a drawing takes longer than a frame. */
const manyTrials = 5000;

/** One search as the views see it. Events change its document in place; `version` tells that they did, once a frame at most. */
export class SearchModel {
  readonly version = signal(0);
  readonly info = signal<SearchInfo>(undefined!);
  readonly belief = signal<Belief>("searched");
  private scheduled = false;

  /** The trials as they are now, with what is derived from them. */
  readonly table = computed(() => {
    this.version.value;
    return new Table(this.document.trials, this.belief.value);
  });

  /** The trials as they are now, by another belief than that of the views. */
  tableOf(belief: Belief): Table {
    const table = this.table.peek();
    return belief === table.belief ? table : new Table(this.document.trials, belief);
  }

  /** The rows of the trials that came from each entry of the journal. */
  readonly byJournal = computed(() => {
    this.version.value;
    const rows = new Map<string, number[]>();
    const { journal } = this.document.trials;
    for (let row = 0; row < this.document.trials.number.length; row++) {
      const id = coded(journal, row);
      if (id === null) continue;
      const known = rows.get(id);
      if (known) known.push(row);
      else rows.set(id, [row]);
    }
    return rows;
  });

  constructor(public document: ReportDocument) {
    this.info.value = document.search;
  }

  /** Takes a document that was fetched again. */
  replace(document: ReportDocument): void {
    this.document = document;
    this.info.value = document.search;
    this.touch();
  }

  private touch(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    // Events of one frame are drawn together; a search of tens of thousands of trials is drawn twice a second at most.
    const wait = this.document.trials.number.length > manyTrials ? 500 : 0;
    setTimeout(() => requestAnimationFrame(() => {
      this.scheduled = false;
      this.version.value++;
    }), wait);
  }

  /** What changes this search as events come. */
  readonly handlers: Pick<EventHandlers, "search" | "trial" | "generation" | "confirmed" | "journal"> = {
    search: (info) => {
      if (info.id === this.document.search.id) this.info.value = this.document.search = info;
    },
    trial: (_, trials: TrialColumns) => {
      merge(this.document.trials, trials);
      this.touch();
    },
    generation: (_, generation) => {
      upsert(this.document.generations, generation, (g) => g.number === generation.number);
      this.touch();
    },
    confirmed: (_, trial, confirmed, low, high) => {
      const { trials } = this.document;
      const row = rowOf(trials, trial);
      if (row < 0) return;
      trials.confirmed[row] = confirmed;
      trials.confirmedLow[row] = low;
      trials.confirmedHigh[row] = high;
      this.touch();
    },
    journal: (_, entry) => {
      upsert(this.document.journal, entry, (e) => e.id === entry.id);
      this.touch();
    },
  };
}

function upsert<T>(list: T[], item: T, isSame: (other: T) => boolean): void {
  const at = list.findIndex(isSame);
  if (at >= 0) list[at] = item;
  else list.push(item);
}
