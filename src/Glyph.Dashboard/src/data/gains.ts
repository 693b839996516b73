import type { GenerationInfo } from "./document";

/** The hypervolume that each proposer had gained after each generation. */
export interface Gains {
  evaluations: number[];
  proposers: { name: string; gained: number[] }[];
}

export function gains(generations: GenerationInfo[]): Gains {
  const names = [...new Set(generations.flatMap((g) => g.proposers.map((p) => p.proposer)))];
  const totals = new Map(names.map((name) => [name, 0]));
  const proposers = names.map((name) => ({ name, gained: [] as number[] }));
  for (const generation of generations) {
    for (const tally of generation.proposers) totals.set(tally.proposer, totals.get(tally.proposer)! + tally.gained);
    for (const proposer of proposers) proposer.gained.push(totals.get(proposer.name)!);
  }
  return { evaluations: generations.map((g) => g.evaluations), proposers };
}
