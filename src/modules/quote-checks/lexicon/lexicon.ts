/**
 * The word lists by which changes of wording are judged, read once. The lists themselves stand in words.json; the words
 * that WordNet opposes in opposites.json, under the licence beside it.
 */
import lists from "./words.json" with { type: "json" };
import newsOpposites from "./news-opposites.json" with { type: "json" };
import opposites from "./opposites.json" with { type: "json" };
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
/** Hedges that hold for the whole sentence that they open, whatever commas follow. */
export const SENTENCE_HEDGES = wordSet(lists.sentence_hedges);
export const SENTENCE_HEDGE_PHRASES = lists.sentence_hedge_phrases.map((phrase) => phrase.split(" "));
/** Hedges put behind what they hold for, after a comma. */
export const TRAILING_HEDGES = lists.trailing_hedges.map((phrase) => phrase.split(" "));
/** Words that open a clause which is stated as a fact; the concessions also weaken what they stand before. */
export const CONCESSIONS = wordSet(lists.concessions);
export const FACTS: ReadonlySet<string> = new Set([...wordSet(lists.facts), ...CONCESSIONS]);
/** Denied, these state what follows: "no secret that", "not surprised that". */
export const GIVEN_WHEN_DENIED = wordSet(lists.given_when_denied);
/** How a sentence begins that only completes the one before: "Unless ...", "But only ...". */
export const CONTINUATIONS = lists.continuations.map((phrase) => phrase.split(" "));
/** Nouns behind which a "that" opens what is not stated: "the idea that ...". */
export const OPEN_CONTENTS = wordSet(lists.open_contents);
/** What one should not do: "a mistake to ...". */
export const MISGIVINGS = wordSet(lists.misgivings);
/** How a sentence begins that takes back the one before: "That is a lie." */
export const DENIED_BEHIND = lists.denied_behind.map((phrase) => phrase.split(" "));
export const RELATIVES = wordSet(lists.relatives);
/** Verbs by which words are laid to somebody. */
export const SAYINGS = wordSet(lists.sayings);
export const AUXILIARIES = wordSet(lists.auxiliaries);
/** Words behind which "that" or "who" opens what is said, known or felt, and restricts nothing. */
export const TAKES_THAT = wordSet(lists.takes_that);
export const CLAUSE_STARTS = wordSet(lists.clause_starts);
const cardinals = numberMap(lists.cardinals);
/** "One" is a number beside others only: elsewhere it mostly stands for a thing. */
export const CARDINALS: ReadonlyMap<string, number> = new Map([["one", 1], ...cardinals]);
export const ORDINALS = numberMap(lists.ordinals);
/** All words by which a change of a number is told, with "twice" and "half". */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...cardinals,
  ...ORDINALS,
  ...numberMap(lists.multiples),
]);
/** Signs and names of currencies, and of percent, with one name for each. */
export const CURRENCIES = wordMap(lists.currencies);
/** Beginnings of words that are spelt otherwise in America, where no rule says how. */
export const AMERICAN_SPELLINGS: readonly (readonly [string, string])[] = [
  ...wordMap(lists.american_spellings),
];
export const MAGNITUDES = numberMap(lists.magnitudes);
/** What is of something and not all of it: "half of", "some of". */
export const PARTS = wordSet(lists.parts);
/** How an amount is bounded or made vague, by words before it and behind it. */
export const AMOUNT_BOUNDS = lists.amount_bounds.map((phrase) => phrase.split(" "));
export const AMOUNT_BOUNDS_BEHIND = lists.amount_bounds_behind.map((phrase) => phrase.split(" "));
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
/** Verbs and nouns that deny ("lacks", "refused to"), by their words. */
export const DENYING_PHRASES = lists.denying_phrases.map((phrase) => phrase.split(" "));
/** A denial and the word beside it with which it denies nothing: "no doubt", "not only". */
export const NEGATION_IDIOMS = lists.negation_idioms.map((phrase) => phrase.split(" ") as [string, string]);
export const UNIVERSALS = wordSet(lists.universals);
/** Before "few" these make it some: "a few", "these few". */
export const DETERMINERS = wordSet(lists.determiners);
/** Words that govern the sense of others, so that their opposites cancel: "less safe", "more dangerous". */
export const OPERATORS = wordSet(lists.operators);
/** What is denied of these is denied of what they are about: "I do not think that he lied". */
export const RAISING = wordSet(lists.raising);
/** Words that begin a clause of their own: as subjects, and as what joins it to the one before. */
export const SUBJECTS = wordSet(lists.subjects);
export const CLAUSE_JOINTS = wordSet(lists.clause_joints);
/** Words that begin with a prefix that turns others, but not them: "unless". */
export const SAME_DESPITE_PREFIX = wordSet(lists.same_despite_prefix);

/** Prefixes with words before which the hyphen tells from another word: "re-sign" from "resign". */
export const OTHER_WORDS_JOINED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists.other_words_joined).map(([prefix, words]) => [prefix, wordSet(words)]),
);

/** Adjective, noun, adverb, verb; "any" where the list does not tell. */
export type Part = "a" | "n" | "r" | "v" | "any";

/** Forms that no rule makes, with what they are forms of. */
export const IRREGULAR_FORMS: ReadonlyMap<string, readonly { base: string; part: Part }[]> = irregularForms(
  lists.irregular_forms,
);
/** Of each word the pairs of opposites it is in, by number, negative on the second side. */
export const POLES: Readonly<Record<Part, ReadonlyMap<string, readonly number[]>>> = poles([
  ...opposites,
  ...newsOpposites,
  ...lists.antonyms.split(" ").map((pair) => `any ${pair}`),
]);

/** Pairs up to this number have on each side words that say the same; on the others, only what both sides oppose. */
export const LAST_POLE_OF_LIKES = opposites.length;

function pairs(list: string): [string, string][] {
  return list.split(";").map((entry) => entry.split(":") as [string, string]);
}

function irregularForms(list: string): Map<string, { base: string; part: Part }[]> {
  const forms = new Map<string, { base: string; part: Part }[]>();
  for (const entry of list.split(" ")) {
    const [form, base, part] = entry.split(":") as [string, string, Part];
    forms.set(form, [...(forms.get(form) ?? []), { base, part }]);
  }
  return forms;
}

/** @param lines a part of speech, a space, words of one side, a slash, and words of the other */
function poles(lines: readonly string[]): Record<Part, Map<string, number[]>> {
  const found: Record<Part, Map<string, number[]>> = {
    a: new Map(),
    n: new Map(),
    r: new Map(),
    v: new Map(),
    any: new Map(),
  };
  for (const [index, line] of lines.entries()) {
    const space = line.indexOf(" ");
    const words = found[line.slice(0, space) as Part];
    for (const [side, list] of line
      .slice(space + 1)
      .split("/")
      .entries()) {
      const pole = side === 0 ? index + 1 : -index - 1;
      for (const word of list.split(" ")) words.set(word, [...(words.get(word) ?? []), pole]);
    }
  }
  return found;
}

const COUNTS = new Map(Object.entries<number>(frequencies.counts));
const RAREST_BITS = Math.log2(frequencies.total);

/** A word that news print in lower case, as no name is. */
export const isCommonWord = (key: string): boolean => COUNTS.has(key);

/**
 * How much a word tells, in bits: minus the logarithm of its share of news text, names counted as rare words (only
 * lower-case occurrences are counted). A word that the list does not hold counts as the rarest.
 */
export function wordBits(key: string): number {
  const count = COUNTS.get(key);
  return count === undefined ? RAREST_BITS : RAREST_BITS - Math.log2(count);
}
