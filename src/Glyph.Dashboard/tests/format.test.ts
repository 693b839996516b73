import "./page";
import { describe, expect, it } from "vitest";
import { duration } from "../src/ui/format";

describe("a duration", () => {
  it.each([
    [1.5, "1.5s"], [59.4, "59s"], [59.6, "1m 0s"], [119.6, "2m 0s"], [3599.4, "59m 59s"], [3599.6, "1h 0m"],
    [7199, "2h 0m"], [86_399, "1d 0h"], [90_000, "1d 1h"],
  ])("of %s s is rounded before it is split", (seconds, text) => expect(duration(seconds)).toBe(text));
});
