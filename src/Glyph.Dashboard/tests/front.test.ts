import { describe, expect, it } from "vitest";
import { frontOf, hypervolumes, reference, type Points } from "../src/data/front";
import { gains } from "../src/data/gains";
import { Table } from "../src/data/table";
import { columns, random } from "./make";

/** By definition, in quadratic time. */
function slowFront(points: Points, count: number): number[] {
  const rows: number[] = [];
  for (let i = 0; i < count; i++) {
    const [c, a] = [points.compression[i]!, points.accuracy[i]!];
    let isDominated = !(c > 0 && a >= 0);
    for (let j = 0; j < count && !isDominated; j++) {
      const [d, b] = [points.compression[j]!, points.accuracy[j]!];
      isDominated = d >= c && b >= a && (d > c || b > a || j < i);
    }
    if (!isDominated) rows.push(i);
  }
  return rows.sort((x, y) => points.compression[x]! - points.compression[y]!);
}

function slowVolume(points: Points, front: number[]): number {
  let area = 0;
  let covered = reference.compression;
  for (const row of front) {
    const [c, a] = [points.compression[row]!, points.accuracy[row]!];
    if (a <= reference.accuracy || c <= covered) continue;
    area += (a - reference.accuracy) * (c - covered);
    covered = c;
  }
  return area;
}

describe("front", () => {
  it("is, at each moment of the history, what the definition says", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      const n = 40;
      // A coarse grid, so that ties and equals occur.
      const compression = Float64Array.from({ length: n }, () => Math.round(next() * 20) / 4);
      const accuracy = Float64Array.from({ length: n }, () => (next() < 0.1 ? NaN : Math.round(next() * 20) / 20));
      const points = { compression, accuracy };
      const volumes = hypervolumes(points);
      for (let count = 1; count <= n; count++) {
        const expected = slowFront(points, count);
        expect(frontOf(points, count)).toEqual(expected);
        expect(volumes[count - 1]).toBeCloseTo(slowVolume(points, expected), 10);
      }
    }
  });

  it("has only complete trials, and believes fresh samples when asked to", () => {
    const trials = columns([
      { number: 1, accuracy: 0.9, compression: 2 },
      { number: 2, accuracy: 0.99, compression: 3, status: "screened" },
      { number: 3, accuracy: 0.95, compression: 2, confirmed: 0.8 },
    ]);
    expect(new Table(trials, "searched").front()).toEqual([2]);
    expect(new Table(trials, "confirmed").front()).toEqual([0]);
  });

  it("counts the trials up to a number", () => {
    const table = new Table(columns([1, 3, 7].map((number) => ({ number, accuracy: 1, compression: number }))), "searched");
    expect([0, 1, 2, 3, 6, 7, 9].map((n) => table.upTo(n))).toEqual([0, 1, 1, 2, 2, 3, 3]);
  });
});

describe("gains", () => {
  it("add up over generations, by proposer", () => {
    const tally = (proposer: string, gained: number) => ({ proposer, gained, places: 0, proposed: 0, evaluations: 0, dropped: {} });
    const generation = (number: number, proposers: ReturnType<typeof tally>[]) => ({ number, evaluations: number * 4, hypervolume: 0, elapsed: 0, front: [], proposers });
    expect(gains([generation(1, [tally("a", 1)]), generation(2, [tally("a", 0.5), tally("b", 2)])])).toEqual({
      evaluations: [4, 8],
      proposers: [{ name: "a", gained: [1, 1.5] }, { name: "b", gained: [0, 2] }],
    });
  });
});
