/** Whether a name as somebody typed it can mean a speaker whom we hold under other forms of the name. */

import { GENERATIONS, HONORIFICS, NICKNAMES } from "./lexicon/lexicon.ts";

/**
 * Tells whether `asked` can mean a speaker with one of these names: titles do not count, accents and case neither; the
 * family name must agree (one letter may be wrong in a long one), and given names by an initial or a nickname.
 *
 * @param asked a name as typed: "Sen. Lee", "J. Smith", "White House"
 * @param names the forms of one speaker's name, and the words that a document names the speaker with
 */
export function canMeanSpeaker(asked: string, names: readonly string[]): boolean {
  const wanted = nameParts(asked);
  if (wanted.length === 0) return false;
  return names.some((name) => areCompatible(wanted, nameParts(name)));
}

function nameParts(name: string): string[] {
  const parts =
    name
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/gu, "")
      .toLowerCase()
      .replace(/['’](?:s\b)?/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const bare = parts.filter((part) => !HONORIFICS.has(part) && !GENERATIONS.has(part));
  return bare.length > 0 ? bare : parts;
}

function areCompatible(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0 || !isSameFamilyName(short.at(-1)!, long.at(-1)!)) return false;
  let at = 0;
  for (const part of short.slice(0, -1)) {
    while (at < long.length - 1 && !isSameGivenName(part, long[at]!)) at += 1;
    if (at >= long.length - 1) return false;
    at += 1;
  }
  return true;
}

function isSameGivenName(a: string, b: string): boolean {
  if (a === b || isOneLetterOff(a, b)) return true;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  return NICKNAMES.some((forms) => forms.has(a) && forms.has(b));
}

function isSameFamilyName(a: string, b: string): boolean {
  return a === b || isOneLetterOff(a, b);
}

/** One letter wrong, missing, too many, or two swapped, in a name of six letters or more. */
function isOneLetterOff(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const rest = (text: string, skip: number): string => text.slice(start + skip);
  return (
    rest(a, 1) === rest(b, 1) ||
    rest(a, 1) === rest(b, 0) ||
    rest(a, 0) === rest(b, 1) ||
    (a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2))
  );
}
