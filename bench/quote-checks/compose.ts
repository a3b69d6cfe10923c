/**
 * Composes statements whose words, word pairs and common word triples follow those of real news (news-words.json,
 * learnt by learn-news-words.ts), so that their 3-grams are as unevenly spread as those of news are.
 */
import type { GramSkew } from "./skew.ts";
import model from "./news-words.json" with { type: "json" };

/** The spread of 3-grams in the news that the model was learnt from. */
export const newsSkew: GramSkew = model.skew;

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Random numbers of another kind (sfc32), for questions. All seeds of `randomFrom` go round one cycle, of which ten
 * million statements take a seventh: sentences from another seed could be among them, word for word.
 */
export function otherRandomFrom(seed: number): () => number {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 15; warmUp += 1) next();
  return next;
}

interface Choice {
  words: Int32Array;
  sums: Float64Array;
}

const END = 0;
const LEAST_WORDS = 6;
const MOST_WORDS = 45;
/**
 * How often the next word is any word, rather than one that the model has seen there, and how often else it follows the
 * two before it rather than the one. Chosen so that the 3-grams are spread as in news (the bench prints both).
 */
const ANY_WORD_SHARE = 0.35;
const TRIPLE_SHARE = 0.6;

const pairs = new Map(Object.entries(model.pairs).map(([key, row]) => [Number(key), choice(row)]));
const triples = new Map(
  Object.entries(model.triples).map(([key, row]) => {
    const [before, last] = key.split(" ").map(Number) as [number, number];
    return [before * model.words.length + last, choice(row)];
  }),
);
const anyWord = choice(model.counts.flatMap((count, word) => (word === END ? [] : [word, count])));

function choice(row: readonly number[]): Choice {
  const words = new Int32Array(row.length / 2);
  const sums = new Float64Array(row.length / 2);
  let sum = 0;
  for (let i = 0; i < words.length; i += 1) {
    words[i] = row[2 * i]!;
    sums[i] = sum += row[2 * i + 1]!;
  }
  return { words, sums };
}

function pick({ words, sums }: Choice, random: () => number): number {
  const target = random() * sums.at(-1)!;
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return words[low]!;
}

/** A sentence of 6 to 45 words: its words, in lower case but for the first. */
export function composeWords(random: () => number): string[] {
  for (;;) {
    const chosen: number[] = [];
    let [before, last] = [END, END];
    while (chosen.length < MOST_WORDS) {
      const next = nextWord(before, last, random);
      if (next === END) {
        if (chosen.length >= LEAST_WORDS) break;
        chosen.length = 0;
        [before, last] = [END, END];
        continue;
      }
      chosen.push(next);
      [before, last] = [last, next];
    }
    if (chosen.length >= LEAST_WORDS) return chosen.map((word) => model.words[word]!);
  }
}

function nextWord(before: number, last: number, random: () => number): number {
  if (random() < ANY_WORD_SHARE) return pick(anyWord, random);
  const triple = triples.get(before * model.words.length + last);
  return pick(triple && random() < TRIPLE_SHARE ? triple : (pairs.get(last) ?? anyWord), random);
}

/** A word as often as news has it. */
export function composeWord(random: () => number): string {
  return model.words[pick(anyWord, random)]!;
}

/** The words as a printed sentence. */
export function sentence(words: readonly string[]): string {
  const text = words.join(" ");
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
