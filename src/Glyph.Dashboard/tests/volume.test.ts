import "./page";
import { expect, it } from "vitest";
import { volumeLine } from "../src/charts/volume";
import { Table } from "../src/data/table";
import { columns } from "./make";

it("counts what was read and breaks a constraint as an evaluation", () => {
  const table = new Table(columns([
    { number: 1, accuracy: 0.9, compression: 2 },
    { number: 2, accuracy: 0.8, compression: 3, status: "infeasible" },
    { number: 3, accuracy: null, compression: 3, status: "screened" },
    { number: 4, accuracy: null, compression: null, status: "failed" },
  ]), "searched");
  expect(volumeLine("a", table).points.at(-1)![0]).toBe(3);
});
