import { describe, expect, it } from "vitest";
import { coded, merge, rowOf } from "../src/data/columns";
import { columns, single } from "./make";

describe("merge", () => {
  it("adds rows and their new values", () => {
    const all = columns([{ number: 1, accuracy: 0.5, compression: 2, proposer: "seed" }]);
    merge(all, single({ number: 2, accuracy: 0.6, compression: 3, proposer: "llm:a" }));
    expect(all.number).toEqual([1, 2]);
    expect(coded(all.proposer, 0)).toBe("seed");
    expect(coded(all.proposer, 1)).toBe("llm:a");
    expect(coded(all.reason, 1)).toBeNull();
  });

  it("replaces a row that comes twice", () => {
    const all = columns([{ number: 1, accuracy: 0.5, compression: 2 }, { number: 2, accuracy: 0.5, compression: 2 }]);
    merge(all, single({ number: 1, accuracy: 0.9, compression: 2 }));
    expect(all.number).toEqual([1, 2]);
    expect(all.accuracy).toEqual([0.9, 0.5]);
  });

  it("puts rows in order", () => {
    const all = columns([{ number: 5, accuracy: 0.5, compression: 2, config: { dpi: 96 } }]);
    merge(all, single({ number: 3, accuracy: 0.3, compression: 1, config: { dpi: 72 } }));
    merge(all, single({ number: 4, accuracy: 0.4, compression: 1, config: { dpi: 60 } }));
    expect(all.number).toEqual([3, 4, 5]);
    expect(all.accuracy).toEqual([0.3, 0.4, 0.5]);
    expect([0, 1, 2].map((row) => coded(all.config["dpi"], row))).toEqual([72, 60, 96]);
  });

  it("knows parameters that only some trials have", () => {
    const all = columns([{ number: 1, accuracy: 0.5, compression: 2, config: { dpi: 72 } }]);
    merge(all, single({ number: 2, accuracy: 0.5, compression: 2, config: { columns: 2 } }));
    expect(coded(all.config["columns"], 0)).toBeNull();
    expect(coded(all.config["columns"], 1)).toBe(2);
    expect(coded(all.config["dpi"], 1)).toBeNull();
  });

  it("keeps values apart that only look alike", () => {
    const all = columns([{ number: 1, accuracy: 1, compression: 1, config: { x: 1 } }, { number: 2, accuracy: 1, compression: 1, config: { x: "1" } }]);
    expect(coded(all.config["x"], 0)).toBe(1);
    expect(coded(all.config["x"], 1)).toBe("1");
  });

  it("finds rows by number", () => {
    const all = columns([2, 4, 9].map((number) => ({ number, accuracy: 1, compression: 1 })));
    expect([1, 2, 4, 9, 10].map((n) => rowOf(all, n))).toEqual([-1, 0, 1, 2, -1]);
  });
});
