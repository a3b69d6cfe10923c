/** How alike two texts are whose words are in another order or form: what a paraphrase keeps. */
import { denialsOf } from "./denials.ts";
import { FUNCTION_WORDS, NEGATIONS, PERSONS, wordBits } from "./lexicon/lexicon.ts";
import type { QuoteWord } from "./read-words.ts";

const LEAST_SHARED_WORDS = 3;

/**
 * Share, in bits, of the telling words that both texts have (Dice's coefficient), 0 to 1; 0 where one denies and the
 * other does not, since then they do not say the same.
 */
export function likenessOf(a: readonly QuoteWord[], b: readonly QuoteWord[]): number {
  const [one, other] = [tellingStems(a), tellingStems(b)];
  let shared = 0;
  let count = 0;
  for (const [stem, bits] of one) {
    if (!other.has(stem)) continue;
    shared += bits;
    count += 1;
  }
  if (count < LEAST_SHARED_WORDS || denialsOf(a).length > 0 !== denialsOf(b).length > 0) return 0;
  const [x, y] = [sum(one), sum(other)];
  return (2 * shared) / (x + y);
}

/** Words that carry the content, by their stems: what a paraphrase is searched by. */
export function tellingStems(words: readonly QuoteWord[]): Map<string, number> {
  const stems = new Map<string, number>();
  for (const { key } of words) {
    if (FUNCTION_WORDS.has(key) || PERSONS.has(key) || NEGATIONS.has(key)) continue;
    stems.set(stemOf(key), wordBits(key));
  }
  return stems;
}

/** A word without its commonest endings: enough to tell "troops" and "troop" for the same. */
export function stemOf(key: string): string {
  const bare = key.replace(/(?:'s|ies|es|s|ied|ed|d|ing|ly|er|ers)$/, "");
  return bare.length >= 3 ? bare.replace(/(.)\1$/, "$1").replace(/[eyi]$/, "") : key;
}

function sum(stems: ReadonlyMap<string, number>): number {
  let bits = 0;
  for (const value of stems.values()) bits += value;
  return bits;
}
