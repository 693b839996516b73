import { describe, expect, it } from "vitest";
import type { Engine } from "../src/charts/engine";
import { showFilters, stretches } from "../src/charts/parallel";
import type { Wanted } from "../src/data/filter";
import { Table } from "../src/data/table";
import { columns } from "./make";

const table = new Table(columns([
  { number: 1, accuracy: 0.9, compression: 2, config: { "font-size": 8, "font-path": "Roboto" } },
  { number: 2, accuracy: 0.8, compression: 5, config: { "font-size": 9, "font-path": "Lato" } },
]), "searched");

describe("a filter on an axis", () => {
  it.each<[string, Wanted | undefined, [number, number][]]>([
    ["compression", undefined, []],
    ["compression", { from: 3, to: Infinity }, [[3, 5]]],
    ["compression", { from: 0, to: 1000 }, [[2, 5]]],
    ["compression", { from: 6, to: 9 }, []],
    ["font-size", { values: ["9", "10", "x"] }, [[9, 9]]],
    ["font-path", { values: ["Roboto", "nothing"] }, [[0.7, 1.3]]],
  ])("of %s goes as far as the axis", (key, wanted, expected) => expect(stretches(table, key, wanted)).toEqual(expected));

  it("is drawn without an event that would change it", () => {
    const told: unknown[][] = [];
    const engine = { dispatchAction: (...action: unknown[]) => told.push(action) } as unknown as Engine;
    showFilters(engine, table, ["compression"], new Map([["compression", { from: 0, to: 1000 }]]));
    expect(told).toEqual([[{ type: "axisAreaSelect", parallelAxisId: "compression", intervals: [[2, 5]] }, { silent: true }]]);
  });
});
