/** A text that is cut by code points, the unit of every stored offset, each cut at the cost of what it takes out. */
export interface CodePointText {
  readonly length: number;
  /** The code points from `start` to `end`, exclusive; offsets beyond the text are drawn in to it. */
  slice(start: number, end: number): string;
}

/** Prepares a text for cutting, once, in time linear in its length. */
export function codePointText(text: string): CodePointText {
  const units = unitOffsets(text);
  const length = units === null ? text.length : units.length - 1;
  const within = (offset: number): number => Math.min(Math.max(offset, 0), length);
  const unit = (offset: number): number => (units === null ? within(offset) : units[within(offset)]!);
  return { length, slice: (start, end) => text.slice(unit(start), unit(end)) };
}

/** The UTF-16 offset of every code point and of the end; null where both counts agree. */
function unitOffsets(text: string): Uint32Array | null {
  if (!/[\ud800-\udbff]/.test(text)) return null;
  const offsets = new Uint32Array(text.length + 1);
  let count = 0;
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) {
    offsets[count] = unit;
    count += 1;
  }
  offsets[count] = text.length;
  return offsets.subarray(0, count + 1);
}
