/** Accuracy and compression of trials by row; a row that is not eligible (not complete, or nothing read) has NaN accuracy. */
export interface Points {
  compression: Float64Array;
  accuracy: Float64Array;
}

/** The corner of every hypervolume that Glyph reports: accuracy 0.5, compression 0.5. */
export const reference = { accuracy: 0.5, compression: 0.5 };

/** A front that grows trial by trial, sorted by rising compression, so by falling accuracy; of equals, the earliest stays. */
export class GrowingFront {
  readonly rows: number[] = [];
  private area = 0;

  constructor(private readonly points: Points) {}

  get hypervolume(): number {
    return this.area;
  }

  /** Adds a row and tells the hypervolume that it gained. */
  add(row: number): number {
    const { compression, accuracy } = this.points;
    const c = compression[row]!;
    const a = accuracy[row]!;
    if (!(c > 0) || !(a >= 0)) return 0;

    // The first row with as much compression or more: the most accurate of those that could dominate this one.
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compression[this.rows[middle]!]! < c) low = middle + 1;
      else high = middle;
    }
    const better = this.rows[low];
    if (better !== undefined && accuracy[better]! >= a) return 0;

    let end = low;
    if (better !== undefined && compression[better] === c) end++;
    let start = low;
    while (start > 0 && accuracy[this.rows[start - 1]!]! <= a) start--;

    const before = this.strip(start - 1, end);
    this.rows.splice(start, end - start, row);
    const gain = this.strip(start - 1, start + 1) - before;
    this.area += gain;
    return gain;
  }

  /** The area above the reference between two rows of the front: all that a change between them can change. */
  private strip(left: number, right: number): number {
    const { compression, accuracy } = this.points;
    let from = Math.max(reference.compression, left < 0 ? 0 : compression[this.rows[left]!]!);
    let area = 0;
    for (let i = left + 1; i <= right && i < this.rows.length; i++) {
      const to = compression[this.rows[i]!]!;
      if (to <= from) continue;
      area += (to - from) * Math.max(0, accuracy[this.rows[i]!]! - reference.accuracy);
      from = to;
    }
    return area;
  }
}

/** The rows on the front of the first `count` rows, by rising compression. */
export function frontOf(points: Points, count = points.compression.length): number[] {
  const front = new GrowingFront(points);
  for (let row = 0; row < count; row++) front.add(row);
  return front.rows;
}

/** The hypervolume after each row. */
export function hypervolumes(points: Points): Float64Array {
  const front = new GrowingFront(points);
  const volumes = new Float64Array(points.compression.length);
  for (let row = 0; row < volumes.length; row++) {
    front.add(row);
    volumes[row] = front.hypervolume;
  }
  return volumes;
}
