/** "Tim" and "Timothy", "J." and "John" may be one first name; "Bill" and "Hillary" are not. */
export function sameFirstName(known: string | null, first: string): boolean {
  if (known === null || known === first) return true;
  if (first.length <= 2 || known.length <= 2) return known[0] === first[0];
  const length = Math.min(3, known.length, first.length);
  return (
    known.slice(0, length) === first.slice(0, length) && (known.startsWith(first) || first.startsWith(known))
  );
}

/** Shorter surnames that differ by a letter are other people's; longer words are no surnames, and dear to look up. */
const SHORTEST = 6;
const LONGEST = 30;

/** Those whose surname is this one with one letter too many or too few: newspapers misspell. */
export function bearersOfMisspelt<T>(last: string, bearersOf: ReadonlyMap<string, T>): T | undefined {
  if (last.length < SHORTEST || last.length > LONGEST) return undefined;
  for (let i = 1; i <= last.length; i++) {
    const shorter = bearersOf.get(last.slice(0, i) + last.slice(i + 1));
    if (shorter !== undefined) return shorter;
    for (const letter of LETTERS) {
      const longer = bearersOf.get(last.slice(0, i) + letter + last.slice(i));
      if (longer !== undefined) return longer;
    }
  }
  return undefined;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
