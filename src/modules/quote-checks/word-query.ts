/** The words to search for where 3-grams find nothing: rare ones, most of which a reworded quotation keeps. */
import { stemOf, tellingStems } from "./likeness.ts";
import type { QuoteWord } from "./read-words.ts";

const searchedWordsMost = 4;

/**
 * A query for Postgres' `to_tsquery` that a statement fits which holds all but one of the quotation's rarest telling
 * words (both of two); null where the quotation has only words that stand in every text.
 */
export function wordQuery(words: readonly QuoteWord[]): string | null {
  const bits = tellingStems(words);
  const rarest = [...new Map(words.map(({ key }) => [stemOf(key), key]))]
    .filter(([stem, key]) => bits.has(stem) && /^[\p{L}\p{N}]+$/u.test(key))
    .toSorted((a, b) => bits.get(b[0])! - bits.get(a[0])!)
    .slice(0, searchedWordsMost)
    .map(([, key]) => `${key}:A`);
  if (rarest.length === 0) return null;
  if (rarest.length < 3) return rarest.join(" & ");
  return rarest.map((_, left) => `(${rarest.filter((_word, i) => i !== left).join(" & ")})`).join(" | ");
}
