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

/** What a search says of itself where the command line named nothing else. */
const shipped = { corpus: "samples", reader: "recogniser", engine: "glyph" };

/** The command that searches again as this search did, as far as the document says; words in capitals stand for what it does not say. */
export function searchCommand(search: SearchInfo): string {
  const words = ["glyph", "search", "--seed", String(search.seed), "--evaluations", String(search.budget)];
  words.push("--space", search.space, "--target", search.target, "--tokenizer", search.tokenizer);
  if (search.engine !== shipped.engine) words.push("--engine", search.engine);
  if (search.corpus !== shipped.corpus) words.push("--corpus", "FILE");
  if (search.reader.includes(" at http")) words.push("--reader-endpoint", "URL", "--reader-model", "NAME");
  else if (search.reader !== shipped.reader) words.push("--reader-folder", "DIR");
  if (search.llms.length > 0) words.push("--llm-endpoint", "URL");
  for (const model of search.llms) words.push("--llm-model", model);
  return words.map(shell).join(" ");
}
