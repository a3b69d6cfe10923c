/** Which of the valid names somebody most likely meant. */

/** Names longer than this are no slip of the finger, and comparing them would cost time. */
const longestCompared = 64;

/** The name at the smallest edit distance; the first of equals. `names` is not empty. */
export function nearest(name: string, names: readonly string[]): string {
  const given = name.slice(0, longestCompared).toLowerCase();
  return names.reduce((best, next) => (distance(given, next) < distance(given, best) ? next : best));
}

/** Levenshtein distance: how many letters to add, drop or replace (Wagner and Fischer 1974, one row at a time). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
