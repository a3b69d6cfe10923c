/**
 * Words that say the opposite of each other, in any of their forms: those that WordNet opposes, with what is near them
 * (lexicon/opposites.json), those that news opposes (lexicon/words.json), and those that an affix turns ("un-", "-less").
 */
import { letterDistance } from "../speakers/letter-distance.ts";
import {
  IRREGULAR_FORMS,
  LAST_POLE_OF_LIKES,
  type Part,
  POLES,
  SAME_DESPITE_PREFIX,
} from "./lexicon/lexicon.ts";

/** A word with the pairs of opposites on one side of which it stands: their numbers, negative for the other side. */
export interface SidedWord {
  readonly key: string;
  readonly sides: readonly number[];
}

/** Looks a word up, whatever its form. */
export function sidedWord(key: string): SidedWord {
  return { key, sides: readingsOf(key).flatMap(({ base, part }) => POLES[part].get(base) ?? []) };
}

/** Whether one word turns what the other says: "held" and "burst", "lawful" and "unlawful", "gained" and "loses". */
export function areOpposite(one: SidedWord, other: SidedWord): boolean {
  return one.sides.some((side) => other.sides.includes(-side)) || differByAffix(one.key, other.key);
}

/** Whether a word stands on the same side as another ("deny", "disavow"), or is it with one letter wrong. */
export function saysTheSame(one: SidedWord, other: SidedWord): boolean {
  return (
    one.sides.some((side) => Math.abs(side) <= LAST_POLE_OF_LIKES && other.sides.includes(side)) ||
    isMisspelt(one.key, other.key)
  );
}

/** Letters of a word; longer "words" are none, and to compare them would take long. */
const [LEAST_MISSPELT, MOST_MISSPELT] = [5, 24];

const isMisspelt = (one: string, other: string): boolean =>
  Math.min(one.length, other.length) >= LEAST_MISSPELT &&
  Math.max(one.length, other.length) <= MOST_MISSPELT &&
  Math.abs(one.length - other.length) <= 1 &&
  letterDistance(one, other) <= 1;

/** Whether two words are forms of one: "made" and "makes". */
export function areForms(one: string, other: string): boolean {
  // Only of irregular words do forms begin otherwise than what they are forms of.
  if (one[0] !== other[0] && !IRREGULAR_FORMS.has(one) && !IRREGULAR_FORMS.has(other)) return false;
  const theirs = readingsOf(other);
  return readingsOf(one).some(
    ({ base }) => base.length > LEAST_STEM && theirs.some((their) => their.base === base),
  );
}

/** A word that a form may be of, as a part of speech. */
interface Reading {
  base: string;
  part: Part;
}

const PARTS: readonly Part[] = ["a", "n", "r", "v", "any"];

/** What ending leads from which part of speech to the form; the base is what is left, with or without these letters. */
const ENDINGS: readonly { ending: string; part: Part; instead: readonly string[] }[] = [
  { ending: "ies", part: "v", instead: ["y"] },
  { ending: "ies", part: "n", instead: ["y"] },
  { ending: "es", part: "v", instead: [""] },
  { ending: "es", part: "n", instead: [""] },
  { ending: "s", part: "v", instead: [""] },
  { ending: "s", part: "n", instead: [""] },
  { ending: "ied", part: "v", instead: ["y"] },
  { ending: "ed", part: "v", instead: ["", "e"] },
  { ending: "ing", part: "v", instead: ["", "e"] },
  { ending: "ier", part: "a", instead: ["y"] },
  { ending: "iest", part: "a", instead: ["y"] },
  { ending: "er", part: "a", instead: ["", "e"] },
  { ending: "est", part: "a", instead: ["", "e"] },
  { ending: "ily", part: "a", instead: ["y"] },
  { ending: "ly", part: "a", instead: ["", "e"] },
];
const LEAST_STEM = 2;

function readingsOf(form: string): Reading[] {
  const readings: Reading[] = PARTS.map((part) => ({ base: form, part }));
  const add = (base: string, part: Part): number => readings.push({ base, part }, { base, part: "any" });
  for (const { base, part } of IRREGULAR_FORMS.get(form) ?? []) add(base, part);
  for (const { ending, part, instead } of ENDINGS) {
    if (!form.endsWith(ending) || form.length - ending.length < LEAST_STEM) continue;
    const stem = form.slice(0, -ending.length);
    for (const letters of instead) add(stem + letters, part);
    // "stopped", "bigger"
    if (instead.includes("e") && stem.at(-1) === stem.at(-2)) add(stem.slice(0, -1), part);
  }
  return readings;
}

/** Prefixes that turn nearly every word they stand before; what others turn, WordNet says. */
const TURNING_PREFIXES = ["un", "non"];
const LEAST_PREFIXED = 4;
const LEAST_SUFFIXED = 3;

function differByAffix(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length >= LEAST_PREFIXED && long.endsWith(short) && !SAME_DESPITE_PREFIX.has(long)) {
    if (TURNING_PREFIXES.includes(long.slice(0, -short.length))) return true;
  }
  const [without, full] = /less(?:ly)?$/.test(one) ? [one, other] : [other, one];
  const bare = without.replace(/less(?:ly)?$/, "");
  return (
    bare !== without &&
    bare.length >= LEAST_SUFFIXED &&
    full.startsWith(bare) &&
    /^ful(?:ly)?$/.test(full.slice(bare.length))
  );
}
