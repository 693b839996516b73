import { diff, type Piece } from "./diff";
import type { LineView } from "./document";

/** A word of a line: where it stands in the line's text and on the page, and whether it was misread. */
export interface Word {
  text: string;
  start: number;
  end: number;
  left: number;
  right: number;
  isMisread: boolean;
}

/** A piece of a line's text with the word that it belongs to; -1 where it lies between words. */
export interface MarkedPiece extends Piece {
  word: number;
}

export interface ComparedLine {
  words: Word[];
  pieces: MarkedPiece[];
  isMisread: boolean;
}

/** Where the line's words stand in its text, which has spaces where the words' boxes have none. */
function place(line: LineView): Word[] {
  let from = 0;
  return line.words.map(([text, left, right]) => {
    const found = line.text.indexOf(text, from);
    const start = found < 0 ? from : found;
    from = Math.min(line.text.length, start + text.length);
    return { text, start, end: from, left, right, isMisread: false };
  });
}

/** Compares what a line says with what was read there, and tells which of its words were misread. */
export function compare(line: LineView): ComparedLine {
  const words = place(line);
  const isMisread = line.read != null && line.read !== line.text;
  if (!isMisread) return { words, pieces: [{ kind: "same", text: line.text, word: -1 }], isMisread };

  const pieces: MarkedPiece[] = [];
  let at = 0;
  for (const piece of diff(line.text, line.read!)) {
    if (piece.kind === "added") {
      pieces.push({ ...piece, word: touched(words, at, at) });
      continue;
    }
    if (piece.kind === "same") {
      pieces.push({ ...piece, word: -1 });
    } else {
      pieces.push({ ...piece, word: touched(words, at, at + piece.text.length) });
    }
    at += piece.text.length;
  }
  return { words, pieces, isMisread };
}

/** Marks the words that a change in [start, end] touches, and tells the first. */
function touched(words: Word[], start: number, end: number): number {
  let first = -1;
  words.forEach((word, i) => {
    const isTouched = start === end ? word.start <= start && word.end >= start : word.start < end && word.end > start;
    if (!isTouched) return;
    word.isMisread = true;
    if (first < 0) first = i;
  });
  return first;
}

/** How a line is to be shown word by word: runs of pieces that belong to one misread word, and the text between. */
export interface Run {
  /** The misread word, or -1. */
  word: number;
  pieces: Piece[];
}

/** Groups a compared line's pieces by misread word, so that a word with several errors is one thing to point at. */
export function runs(line: LineView, compared: ComparedLine): Run[] {
  const result: Run[] = [];
  const push = (word: number, piece: Piece) => {
    const last = result[result.length - 1];
    if (last && last.word === word) last.pieces.push(piece);
    else result.push({ word, pieces: [piece] });
  };
  let at = 0;
  for (const piece of compared.pieces) {
    if (piece.kind !== "same") {
      push(piece.word, { kind: piece.kind, text: piece.text });
      if (piece.kind === "missing") at += piece.text.length;
      continue;
    }
    // Text that was read right is cut where misread words begin and end.
    let start = at;
    const end = at + piece.text.length;
    while (start < end) {
      const word = compared.words.findIndex((w) => w.isMisread && w.end > start && w.start < end);
      const from = word < 0 ? end : Math.max(start, compared.words[word]!.start);
      if (from > start) push(-1, { kind: "same", text: line.text.slice(start, from) });
      if (word < 0) break;
      const to = Math.min(end, compared.words[word]!.end);
      push(word, { kind: "same", text: line.text.slice(from, to) });
      start = to;
    }
    at = end;
  }
  return result;
}
