import type { Piece } from "../data/diff";
import { diff } from "../data/diff";

/** One side of a comparison: the source with what is missing marked, or what was read with what is not in the source marked. */
export function Side(props: { pieces: readonly Piece[]; side: "truth" | "read" }) {
  const skipped = props.side === "truth" ? "added" : "missing";
  return (
    <>
      {props.pieces.filter((p) => p.kind !== skipped).map((piece, i) =>
        piece.kind === "same" ? <span key={i}>{piece.text}</span>
        : piece.kind === "missing" ? <del key={i}>{visible(piece.text)}</del>
        : <ins key={i}>{visible(piece.text)}</ins>)}
    </>
  );
}

/** A space that is missing or too many would not be seen. */
const visible = (text: string) => text.replaceAll(" ", "␣");

/** Source and what was read, one above the other, with their differences marked. */
export function Compared(props: { truth: string; read: string; truthLabel: string; readLabel: string }) {
  const pieces = diff(props.truth, props.read);
  return (
    <dl class="compared">
      <div><dt>{props.truthLabel}</dt><dd dir="auto"><Side pieces={pieces} side="truth" /></dd></div>
      <div><dt>{props.readLabel}</dt><dd dir="auto"><Side pieces={pieces} side="read" /></dd></div>
    </dl>
  );
}
