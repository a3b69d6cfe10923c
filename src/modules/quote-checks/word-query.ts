/** The words to search for where 3-grams find nothing: rare ones, most of which a reworded quotation keeps. */
import { stemOf, tellingStems } from "./likeness.ts";
import type { QuoteWord } from "./read-words.ts";

const searchedWordsMost = 4;
/** A word as rare as this stands in one statement of a hundred at most, so that its posting list is soon read. */
const leastBits = 11;
/** A longer quotation with a single rare word is not searched for by it: that word is in too many statements. */
const shortMost = 6;
/** So few words have no 3-gram: they are searched for however common they are. */
const fewWordsMost = 2;

/**
 * A query for Postgres' `to_tsquery` that a statement fits which holds all but one of the quotation's rarest telling
 * words (all of two); null where the quotation has only common words.
 */
export function wordQuery(words: readonly QuoteWord[]): string | null {
  const bits = tellingStems(words);
  const telling = [...new Map(words.map(({ key }) => [stemOf(key), key]))]
    .filter(([stem, key]) => bits.has(stem) && /^[\p{L}\p{N}]+$/u.test(key))
    .filter(([stem]) => words.length <= fewWordsMost || bits.get(stem)! >= leastBits)
    .toSorted((a, b) => bits.get(b[0])! - bits.get(a[0])!)
    .slice(0, searchedWordsMost)
    .map(([, key]) => key);
  if (telling.length === 0 || (telling.length === 1 && words.length > shortMost)) return null;
  if (telling.length < 3) return telling.join(" & ");
  return telling.map((_, left) => `(${telling.filter((_word, i) => i !== left).join(" & ")})`).join(" | ");
}
