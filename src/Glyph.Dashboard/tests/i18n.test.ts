import { describe, expect, it } from "vitest";
import { en } from "../src/i18n/en";
import { zh } from "../src/i18n/zh";

/** Every string of a dictionary, with functions called with something that can be seen in what they say. */
function strings(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => {
    const at = `${path}${key}`;
    if (typeof value === "string") return [[at, value]];
    if (typeof value === "function") return [[at, String(value(7, 8))]];
    return strings(value as object, `${at}.`);
  });
}

describe("languages", () => {
  const english = new Map(strings(en));
  const chinese = new Map(strings(zh));

  // A missing word does not compile; this is for those that somebody copied and did not translate.
  it("say the same things", () => expect([...chinese.keys()]).toEqual([...english.keys()]));
  it.each([...chinese])("Chinese %s is Chinese", (key, text) => {
    if (key === "llm.tokens") return; // Written so in Chinese too.
    expect(text).toMatch(/\p{Script=Han}/u);
    expect(text).not.toMatch(/\p{Script=Han}[,:;(]/u);
  });
  it("use what they are given", () => {
    for (const [key, text] of english) if (text.includes("7")) expect(chinese.get(key), key).toContain("7");
  });
});
