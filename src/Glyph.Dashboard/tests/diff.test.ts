import { describe, expect, it } from "vitest";
import { diff } from "../src/data/diff";
import type { LineView } from "../src/data/document";
import { compare, runs } from "../src/data/words";
import { random } from "./make";

const truthOf = (pieces: ReturnType<typeof diff>) => pieces.filter((p) => p.kind !== "added").map((p) => p.text).join("");
const readOf = (pieces: ReturnType<typeof diff>) => pieces.filter((p) => p.kind !== "missing").map((p) => p.text).join("");

describe("diff", () => {
  it.each([["", ""], ["a", ""], ["", "a"], ["same", "same"], ["kitten", "sitting"], ["𝒳y", "𝒳z"], ["书中自有", "书中白有"]])("%s / %s", (a, b) => {
    expect(truthOf(diff(a, b))).toBe(a);
    expect(readOf(diff(a, b))).toBe(b);
  });

  it("is shortest", () => expect(diff("abcabba", "cbabac").filter((p) => p.kind !== "same").reduce((n, p) => n + p.text.length, 0)).toBe(5));

  it("gives both texts back, whatever they are", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = random(seed);
      const text = () => Array.from({ length: next() * (seed % 10 === 0 ? 2000 : 60) }, () => "abc d"[Math.floor(next() * 5)]).join("");
      const [a, b] = [text(), text()];
      expect(truthOf(diff(a, b))).toBe(a);
      expect(readOf(diff(a, b))).toBe(b);
    }
  });

  it("does not take for ever on long texts that have nothing in common", () => {
    const pieces = diff("a ".repeat(20000), "b ".repeat(20000));
    expect(truthOf(pieces)).toHaveLength(40000);
  });
});

describe("words", () => {
  const line: LineView = {
    start: 0, length: 20, text: "the quick brown fox", box: [0, 0, 190, 10], read: "the quiok brown f0x!",
    words: [["the", 0, 30], ["quick", 40, 90], ["brown", 100, 150], ["fox", 160, 190]],
  };

  it("tells which words were misread", () => {
    expect(compare(line).words.filter((w) => w.isMisread).map((w) => w.text)).toEqual(["quick", "fox"]);
    expect(compare({ ...line, read: line.text }).isMisread).toBe(false);
    expect(compare({ ...line, read: undefined }).isMisread).toBe(false);
  });

  it("groups what was read by word", () => {
    const shown = runs(line, compare(line)).map((run) => [run.word, run.pieces.map((p) => p.kind[0] + p.text).join("")]);
    expect(shown).toEqual([[-1, "sthe "], [1, "squimcaosk"], [-1, "s brown "], [3, "sfmoa0sxa!"]]);
  });

  it("copes with words that the text does not have", () =>
    expect(compare({ ...line, words: [["nowhere", 0, 1], ["quick", 40, 90]] }).words).toHaveLength(2));
});
