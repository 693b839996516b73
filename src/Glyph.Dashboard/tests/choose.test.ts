import { describe, expect, it } from "vitest";
import { exportCommand, searchCommand } from "../src/data/best";
import { choose } from "../src/data/choose";
import type { SearchInfo } from "../src/data/document";
import { filterRows, readFilters, writeFilter, type Wanted } from "../src/data/filter";
import { Table } from "../src/data/table";
import { columns } from "./make";

const table = new Table(columns([
  { number: 1, accuracy: 0.99, compression: 2, low: 0.98, ids: 100, wrongIds: 0 },
  { number: 2, accuracy: 0.97, compression: 4, low: 0.9, ids: 100, wrongIds: 5 },
  { number: 3, accuracy: 0.97, compression: 3, low: 0.96, ids: 0 },
  { number: 4, accuracy: 0.99, compression: 8, confirmed: 0.6 },
  { number: 5, accuracy: null, compression: 9, status: "infeasible" },
]), "confirmed");

describe("choose", () => {
  it("takes the highest compression that is accurate enough, by what fresh samples say", () =>
    expect(choose(table, { accuracy: 0.95, isSure: false, wrongIds: null })).toEqual([1, 2, 0]));
  it("asks the lower bound to be sure", () => expect(choose(table, { accuracy: 0.95, isSure: true, wrongIds: null })).toEqual([2, 0]));
  it("claims nothing of identifiers that were not read", () => expect(choose(table, { accuracy: 0.95, isSure: false, wrongIds: 0.01 })).toEqual([0]));
  it("may find nothing", () => expect(choose(table, { accuracy: 1, isSure: false, wrongIds: null })).toEqual([]));
});

describe("filters", () => {
  it.each<[string, Wanted]>([
    ["compression", { from: 2.5, to: 4 }],
    ["accuracy", { from: 0.9, to: Infinity }],
    ["font-path", { values: ["DejaVu Sans", "a&b=c..d|e"] }],
  ])("of %s survive the URL", (key, wanted) => {
    const query = new URLSearchParams();
    writeFilter(query, key, wanted);
    expect(readFilters(new URLSearchParams(query.toString())).get(key)).toEqual(wanted);
  });

  it("leave the rows that meet all of them", () => {
    expect(filterRows(table, new Map<string, Wanted>([["compression", { from: 2, to: 4 }], ["accuracy", { from: 0.98, to: 1 }]]))).toEqual([0]);
    expect(filterRows(table, new Map<string, Wanted>([["proposer", { values: ["nobody"] }]]))).toEqual([]);
    expect(filterRows(table, new Map())).toEqual([0, 1, 2, 3]);
  });
});

describe("command lines", () => {
  const plain = { id: "20261127-1", seed: 7, budget: 50, space: "compact", target: "glm-4.1v", tokenizer: "o200k_base", corpus: "samples", reader: "recogniser", engine: "glyph", llms: [] as string[] } as SearchInfo;
  const search = { ...plain, space: "my space's.json", llms: ["$(rm x)"] };
  it("name the trial", () => expect(exportCommand(search, 33)).toBe("glyph export --search 20261127-1 --trial 33 --out results/best"));
  it("are safe to paste", () =>
    expect(searchCommand(search)).toBe(
      "glyph search --seed 7 --evaluations 50 --space 'my space'\\''s.json' --target glm-4.1v --tokenizer o200k_base --llm-endpoint URL --llm-model '$(rm x)'"));
  it("say what must be filled in", () => {
    const usual = "glyph search --seed 7 --evaluations 50 --space compact --target glm-4.1v --tokenizer o200k_base";
    expect(searchCommand(plain)).toBe(usual);
    expect(searchCommand({ ...plain, engine: "geneticsharp", corpus: "book", reader: "m at http://x/v1" }))
      .toBe(`${usual} --engine geneticsharp --corpus FILE --reader-endpoint URL --reader-model NAME`);
    expect(searchCommand({ ...plain, reader: "smolvlm (fp16) on cpu" })).toBe(`${usual} --reader-folder DIR`);
  });
});
