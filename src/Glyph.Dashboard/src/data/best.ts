import type { ConfigValue, SearchInfo } from "./document";

/** A config as a file in the Glyph authors' format. */
export function bestJson(config: Record<string, ConfigValue>): string {
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** A word of a command line as a POSIX shell takes it: quoted where it has anything but plain characters. */
const shell = (word: string) => (/^[\w.,:/@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** The command that exports a trial from the database that has its search. */
export function exportCommand(search: SearchInfo, trial: number): string {
  return `glyph export --search ${shell(search.id)} --trial ${trial} --out results/best`;
}

/** The command that searches again as this search did, as far as the document says. */
export function searchCommand(search: SearchInfo): string {
  const words = ["glyph", "search", "--seed", String(search.seed), "--evaluations", String(search.budget)];
  words.push("--space", search.space, "--target", search.target, "--tokenizer", search.tokenizer);
  for (const model of search.llms) words.push("--llm-model", model);
  return words.map(shell).join(" ");
}
