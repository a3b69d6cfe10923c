/**
 * What somebody who types a name may mean by each of its words: the word itself, the beginning of a longer one, another
 * form of a given name, or a slip of the finger. Each possibility has a cost, the less likely the higher, as in a noisy
 * channel (Kernighan, Church and Gale, COLING 1990): a speaker is the likelier meant, the more often it is quoted and
 * the less it costs to read its name in the question.
 */
import { GENERATIONS, HONORIFICS, NICKNAMES } from "../quote-checks/lexicon/lexicon.ts";
import { letterDistance, slipsMost } from "./letter-distance.ts";

/** Costs, in thousandths of a natural logarithm: `e` times less likely for every 1000. */
export const COSTS = {
  /** The word is only the beginning of the speaker's. */
  beginning: 1500,
  /** The word is all initials of the name in one. */
  initials: 2500,
  nickname: 2000,
  /** For each letter that is wrong. */
  slip: 4000,
  /** A word that nothing in the name stands for. */
  missing: 7000,
  /** A title or "Jr.", which names are held with or without. */
  missingTitle: 500,
} as const;

/** Words of names between two others, in the order of their letters, may be meant at this cost. */
interface Reading {
  readonly first: string;
  readonly last: string;
  readonly cost: number;
}

export interface AskedWord {
  readonly word: string;
  readonly readings: readonly Reading[];
  /** The name need not have it. */
  readonly optional: boolean;
}

/** A word as typed, with the words of names that are nearly spelt so. */
export interface TypedWord {
  readonly word: string;
  readonly alike: readonly string[];
}

/** More words than any name has. */
const wordsMost = 10;
/** What sorts after every letter. */
const lastLetter = "\u{10FFFF}";

/** Reads the words of a question; none of them means nothing to look for. */
export function readNameQuestion(typed: readonly TypedWord[]): AskedWord[] {
  return joinInitials(typed)
    .slice(0, wordsMost)
    .map(({ word, alike }) => ({
      word,
      optional: HONORIFICS.has(word) || GENERATIONS.has(word),
      readings: [
        // One letter is always a beginning, and no less likely for that.
        ...(word.length === 1 ? [] : [exactly(word, 0)]),
        { first: word, last: word + lastLetter, cost: COSTS.beginning },
        ...otherForms(word).map((form) => exactly(form, COSTS.nickname)),
        ...alike.flatMap((other) => slips(word, other)),
      ],
    }));
}

const exactly = (word: string, cost: number): Reading => ({ first: word, last: word, cost });

/** "J. F. K." are the initials `jfk`; a letter by itself stays one. */
function joinInitials(typed: readonly TypedWord[]): TypedWord[] {
  const joined: { word: string; alike: readonly string[]; letters: boolean }[] = [];
  for (const { word, alike } of typed) {
    const last = joined.at(-1);
    const isLetter = Array.from(word).length === 1;
    if (isLetter && last?.letters === true) last.word += word;
    else joined.push({ word, alike, letters: isLetter });
  }
  return joined;
}

const otherForms = (word: string): string[] =>
  NICKNAMES.filter((forms) => forms.has(word)).flatMap((forms) => [...forms].filter((form) => form !== word));

function slips(word: string, other: string): Reading[] {
  const wrong = letterDistance(word, other);
  if (wrong === 0 || wrong > slipsMost(word.length)) return [];
  return [exactly(other, wrong * COSTS.slip)];
}
