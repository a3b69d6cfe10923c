/** The words to search for where 3-grams find nothing: rare ones, most of which a reworded quotation keeps. */
import { stemOf, tellingStems } from "./likeness.ts";
import type { QuoteWord } from "./read-words.ts";

/** As many of the rarest words in news are looked up, and so many of the rarest of those in what is held are searched for. */
const lookedUpMost = 8;
const searchedMost = 4;
/** Words that news has more often say too little: one statement of a hundred would have them. */
const leastBits = 11;
/** A longer quotation with a single rare word is not searched for by it: that word is in too many statements. */
const shortMost = 6;
/** So few words have no 3-gram: they are searched for however common they are. */
export const fewWordsMost = 2;
/** Entries of the index that may have to be read, some milliseconds; and of a list that is only looked into. */
const entriesMost = 8_000;
const entriesLookedIntoMost = 100_000;

/** The telling words of a quotation, the rarest in news text first: what a search by words can go by. */
export function tellingWords(words: readonly QuoteWord[]): string[] {
  const bits = tellingStems(words);
  const isFew = words.length <= fewWordsMost;
  return [...new Map(words.map(({ key }) => [stemOf(key), key]))]
    .filter(([stem, key]) => bits.has(stem) && /^[\p{L}\p{N}]+$/u.test(key))
    .filter(([stem]) => isFew || bits.get(stem)! >= leastBits)
    .toSorted((a, b) => bits.get(b[0])! - bits.get(a[0])!)
    .slice(0, lookedUpMost)
    .map(([, key]) => key);
}

/**
 * A query for Postgres' `to_tsquery` that a statement fits which holds all but one of the quotation's rarest telling
 * words (all of two). Postgres reads the lists of the words without which nothing can fit, and only looks into the
 * others: where the lists of two words are too long together, the rarest word must be there, and where that one's list
 * is too long by itself, the quotation is not searched for by words.
 *
 * @param counts how many statements hold each word, about; without those that the index does not hold, as "the"
 * @param wordsAsked how many words the quotation has
 * @returns null where there is nothing to search by
 */
export function wordQuery(counts: ReadonlyMap<string, number>, wordsAsked: number): string | null {
  const isFew = wordsAsked <= fewWordsMost;
  const [first, second, ...others] = [...counts.keys()]
    .filter((word) => isFew || counts.get(word)! <= entriesLookedIntoMost)
    .toSorted((a, b) => counts.get(a)! - counts.get(b)!)
    .slice(0, searchedMost);
  if (first === undefined) return null;
  if (second === undefined) return wordsAsked <= shortMost ? first : null;
  if (isFew) return `${first} & ${second}`;
  if (counts.get(first)! > entriesMost) return null;
  if (others.length === 0) return `${first} & ${second}`;
  const isSecondShort = counts.get(first)! + counts.get(second)! <= entriesMost;
  const withFirst = `${first} & (${allButOne([second, ...others])})`;
  return isSecondShort ? `${withFirst} | (${[second, ...others].join(" & ")})` : withFirst;
}

function allButOne(words: readonly string[]): string {
  return words.map((_, left) => `(${words.filter((_word, i) => i !== left).join(" & ")})`).join(" | ");
}
