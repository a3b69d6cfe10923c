/** The word lists by which changes of wording are judged, read once. The lists themselves stand in words.json. */
import lists from "./words.json" with { type: "json" };
import names from "./names.json" with { type: "json" };
import frequencies from "./word-frequencies.json" with { type: "json" };

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(" "));
const wordMap = (list: string): ReadonlyMap<string, string> =>
  new Map(list.split(" ").map((entry) => entry.split(":") as [string, string]));
const numberMap = (list: string): ReadonlyMap<string, number> =>
  new Map([...wordMap(list)].map(([word, value]) => [word, Number(value)]));

export const NEGATIONS = wordSet(lists.negations);
/** Words that say how sure, how much or how often: a changed one changes what is claimed. */
export const CERTAINTY = wordSet(lists.certainty);
export const PERSONS = wordSet(lists.persons);
export const FUNCTION_WORDS = wordSet(lists.function_words);
/** Abbreviations whose dot ends no sentence. */
export const TITLES = wordSet(lists.titles);
/** Words that make what they join to depend on something. */
export const CONDITIONS = wordSet(lists.conditions);
export const CONTRASTS = wordSet(lists.contrasts);
/** Conditions only where they open the clause: "once", "when", "only". */
export const CONDITIONS_FIRST = wordSet(lists.conditions_first);
/** Words under which what follows is no longer asserted. */
export const HEDGES = wordSet(lists.hedges);
export const CONDITION_PHRASES = lists.conditions_phrases.map((phrase) => phrase.split(" "));
export const HEDGE_PHRASES = lists.hedge_phrases.map((phrase) => phrase.split(" "));
/** How a sentence begins that only completes the one before: "Unless ...", "But only ...". */
export const CONTINUATIONS = lists.continuations.map((phrase) => phrase.split(" "));
export const RELATIVES = wordSet(lists.relatives);
export const CLAUSE_STARTS = wordSet(lists.clause_starts);
export const NUMBER_WORDS = numberMap(lists.number_words);
export const MAGNITUDES = numberMap(lists.magnitudes);
export const CALENDAR = wordSet(lists.calendar);
/** Contractions as they are typed without their apostrophe, where that is no word of its own. */
export const CONTRACTIONS = wordMap(lists.contractions);
/** Contractions with what they are short for, whole words first, then endings; an ending can stand for two things. */
export const EXPANSIONS: readonly (readonly [string, string])[] = pairs(lists.expansions);
export const ENDING_EXPANSIONS: readonly (readonly [string, string])[] = pairs(lists.endings);
/** Words before a name that are no part of it, and words behind it. */
export const HONORIFICS = wordSet(names.honorifics);
export const GENERATIONS = wordSet(names.generations);
/** Given names with the forms by which their bearers are called. */
export const NICKNAMES: readonly ReadonlySet<string>[] = names.nicknames.map(wordSet);
/** Each word with those that say the opposite. */
export const ANTONYMS: ReadonlyMap<string, ReadonlySet<string>> = antonyms(lists.antonyms);

function pairs(list: string): [string, string][] {
  return list.split(";").map((entry) => entry.split(":") as [string, string]);
}

function antonyms(list: string): Map<string, Set<string>> {
  const opposites = new Map<string, Set<string>>();
  for (const pair of list.split(" ")) {
    const [one, other] = pair.split("/") as [string, string];
    opposites.set(one, (opposites.get(one) ?? new Set()).add(other));
    opposites.set(other, (opposites.get(other) ?? new Set()).add(one));
  }
  return opposites;
}

const COUNTS = new Map(Object.entries<number>(frequencies.counts));
const RAREST_BITS = Math.log2(frequencies.total);

/**
 * How much a word tells, in bits: minus the logarithm of its share of news text, names counted as rare words (only
 * lower-case occurrences are counted). A word that the list does not hold counts as the rarest.
 */
export function wordBits(key: string): number {
  const count = COUNTS.get(key);
  return count === undefined ? RAREST_BITS : RAREST_BITS - Math.log2(count);
}
