/** Hashed word 3-grams, and such with a gap: what near-verbatim texts share, and what is searched for. */
import { wordBits } from "./lexicon/lexicon.ts";
import type { QuoteWord } from "./read-words.ts";

const GRAM_WORDS = 3;
const GAPPED_WORDS = 4;
/** Three changed words part the others into four stretches: of twelve words, one of these has three or more. */
const FEW_WORDS = 12;
/** Stands for the word in the gap; no word has this key. */
const GAP = "_";

/** A word 3-gram of a text: its hash, and from which word to which, end exclusive. */
export interface Gram {
  hash: number;
  at: number;
  end: number;
  /** How rare its words are in news text, in bits. */
  bits: number;
}

/**
 * All 3-grams of the words, in order. The hash is FNV-1a over UTF-16 units, as a signed 32-bit integer: what a
 * Postgres `int4` holds.
 */
export function gramsOf(words: readonly Pick<QuoteWord, "key">[]): Gram[] {
  const grams: Gram[] = [];
  for (let at = 0; at + GRAM_WORDS <= words.length; at += 1) grams.push(gramAt(words, at, at + GRAM_WORDS));
  return grams;
}

/**
 * Of a few words, all stretches of four without the second or the third: three words that stay where the one between
 * them is changed. Of many words there are none: some 3-gram is left of them, whichever few are changed.
 */
export function gappedGramsOf(words: readonly Pick<QuoteWord, "key">[]): Gram[] {
  const grams: Gram[] = [];
  if (words.length > FEW_WORDS) return grams;
  for (let at = 0; at + GAPPED_WORDS <= words.length; at += 1) {
    const end = at + GAPPED_WORDS;
    grams.push(gramAt(words, at, end, at + 1), gramAt(words, at, end, at + 2));
  }
  return grams;
}

function gramAt(words: readonly Pick<QuoteWord, "key">[], at: number, end: number, gap?: number): Gram {
  let hash = 0x811c9dc5;
  let bits = 0;
  for (let i = at; i < end; i += 1) {
    const key = i === gap ? GAP : words[i]!.key;
    for (let c = 0; c < key.length; c += 1) hash = Math.imul(hash ^ key.charCodeAt(c), 0x01000193);
    hash = Math.imul(hash ^ 0x20, 0x01000193);
    if (i !== gap) bits += wordBits(key);
  }
  return { hash, at, end, bits };
}

/** The different hashes that a statement is found by: of its 3-grams, and of a short one also of those with a gap. */
export function postingsOf(words: readonly Pick<QuoteWord, "key">[]): number[] {
  return [...new Set([...gramsOf(words), ...gappedGramsOf(words)].map(({ hash }) => hash))];
}

/**
 * The 3-grams to search a text by, rarest first. A long text gives the rarest of each of `most` stretches, so that
 * every part of it is searched for.
 */
export function searchGrams(words: readonly Pick<QuoteWord, "key">[], most: number): Gram[] {
  const grams = gramsOf(words);
  const stretch = Math.max(1, grams.length / most);
  const chosen = new Map<number, Gram>();
  for (let part = 0; part * stretch < grams.length; part += 1) {
    const rarest = grams
      .slice(Math.floor(part * stretch), Math.floor((part + 1) * stretch))
      .reduce<Gram | undefined>((best, gram) => (best && best.bits >= gram.bits ? best : gram), undefined);
    if (rarest && !chosen.has(rarest.hash)) chosen.set(rarest.hash, rarest);
  }
  return [...chosen.values()].toSorted((a, b) => b.bits - a.bits);
}
