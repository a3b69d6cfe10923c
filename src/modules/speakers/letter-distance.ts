/**
 * How many slips of the finger lie between two words: letters put in, left out, changed, or swapped with the next
 * (optimal string alignment; F. J. Damerau, Communications of the ACM 7, 1964, found four of five misspellings to be
 * one of these).
 */
export function letterDistance(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? before[j - 2]! + 1 : Infinity;
      next.push(Math.min(replaced, swapped, row[j]! + 1, next[j - 1]! + 1));
    }
    [before, row] = [row, next];
  }
  return row.at(-1)!;
}

/** How many letters may be wrong in a word of this length that is still the word meant. */
export const slipsMost = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);
