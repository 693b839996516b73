/** A piece of two compared sequences: in both, only in the first (missing), or only in the second (added). */
export interface Piece {
  kind: "same" | "missing" | "added";
  text: string;
}

/** Beyond so many edits the rest counts as replaced: it bounds memory, and no reader of a diff would follow it further. */
const maxEdits = 1500;

/** An edit script from a to b by E. W. Myers, "An O(ND) difference algorithm and its variations", 1986. */
function script(a: readonly string[], b: readonly string[]): Piece["kind"][] {
  const trace: Int32Array[] = [];
  const max = Math.min(a.length + b.length, maxEdits);
  const frontier = new Int32Array(2 * max + 3);
  const origin = max + 1;
  for (let edits = 0; edits <= max; edits++) {
    trace.push(frontier.slice(origin - edits - 1, origin + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && frontier[origin + k - 1]! < frontier[origin + k + 1]!);
      let x = down ? frontier[origin + k + 1]! : frontier[origin + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      frontier[origin + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return [...a.map(() => "missing" as const), ...b.map(() => "added" as const)];
}

function walkBack(trace: Int32Array[], n: number, m: number): Piece["kind"][] {
  const kinds: Piece["kind"][] = [];
  let x = n;
  let y = m;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const frontier = trace[edits]!;
    const at = (k: number) => frontier[k + edits + 1]!;
    const k = x - y;
    const down = k === -edits || (k !== edits && at(k - 1) < at(k + 1));
    const startX = edits === 0 ? 0 : down ? at(k + 1) : at(k - 1);
    const startY = edits === 0 ? 0 : startX - (down ? k + 1 : k - 1);
    while (x > startX && y > startY) {
      kinds.push("same");
      x--;
      y--;
    }
    if (edits > 0) {
      kinds.push(down ? "added" : "missing");
      x = startX;
      y = startY;
    }
  }
  return kinds.reverse();
}

function pieces(a: readonly string[], b: readonly string[]): Piece[] {
  const result: Piece[] = [];
  let i = 0;
  let j = 0;
  for (const kind of script(a, b)) {
    const text = kind === "added" ? b[j]! : a[i]!;
    if (kind !== "added") i++;
    if (kind !== "missing") j++;
    const last = result[result.length - 1];
    if (last?.kind === kind) last.text += text;
    else result.push({ kind, text });
  }
  return result;
}

const words = (text: string) => text.match(/\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu) ?? [];

/** Beyond so many characters a text is compared by words first. */
const maxCharacters = 600;

/** Differences by character; in long texts by word, then by character within what was replaced. */
export function diff(truth: string, read: string): Piece[] {
  if (truth.length + read.length <= maxCharacters) return pieces([...truth], [...read]);
  const coarse = pieces(words(truth), words(read));
  const result: Piece[] = [];
  for (let i = 0; i < coarse.length; i++) {
    const piece = coarse[i]!;
    const next = coarse[i + 1];
    const isReplaced = next && piece.kind !== "same" && next.kind !== "same" && piece.text.length + next.text.length <= maxCharacters;
    if (!isReplaced) {
      result.push(piece);
      continue;
    }
    const [missing, added] = piece.kind === "missing" ? [piece, next] : [next, piece];
    result.push(...pieces([...missing.text], [...added.text]));
    i++;
  }
  return result;
}
